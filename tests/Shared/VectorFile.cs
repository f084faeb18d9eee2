using System.Text.Json;

namespace Igniter.Connectors.Tests.Shared;

/// <summary>Test data from <c>Vectors</c>.</summary>
public static class VectorFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="name">Its name with extension.</param>
    public static JsonElement Read(string name)
    {
        using Stream stream = typeof(VectorFile).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException("There is no such test data.", name);
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
