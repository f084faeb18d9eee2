using System.IO.Compression;
using System.Xml.Linq;

namespace Igniter.Connectors.Packaging.Tests;

/// <summary>An opened package.</summary>
public sealed class Package : IDisposable
{
    private readonly ZipArchive _archive;

    public Package(string path)
    {
        _archive = ZipFile.OpenRead(path);
        using Stream nuspec = _archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        XElement metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        Metadata = metadata;
    }

    /// <summary>What the package says about itself.</summary>
    public XElement Metadata { get; }

    /// <summary>Its files, without what every package has for the format's sake.</summary>
    public IEnumerable<string> Files => _archive.Entries.Select(entry => entry.FullName)
        .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal)
            && name != "[Content_Types].xml" && !name.EndsWith(".nuspec", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>A value by name, or null.</summary>
    public string? Value(string name) => Element(name)?.Value;

    /// <summary>An element by name, or null.</summary>
    public XElement? Element(string name) => Metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name);

    /// <summary>The packages it depends on, with the lowest version.</summary>
    public Dictionary<string, string> Dependencies => Metadata.Descendants().Where(element => element.Name.LocalName == "dependency")
        .ToDictionary(element => (string)element.Attribute("id")!, element => (string)element.Attribute("version")!);

    /// <summary>A file's bytes.</summary>
    public MemoryStream Read(string file)
    {
        using Stream stream = _archive.GetEntry(file)!.Open();
        MemoryStream copy = new();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }

    public void Dispose() => _archive.Dispose();
}
