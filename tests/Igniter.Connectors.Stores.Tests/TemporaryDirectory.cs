using Igniter.Connectors.Tests.Shared;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>A directory that goes away with the test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = FastDirectory.Create("igniter-stores-");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
