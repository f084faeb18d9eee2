using System.Diagnostics;
using Igniter.Connectors.Tests.Shared;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>A directory that goes away with the test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = FastDirectory.Create("igniter-stores-");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Copies a file that a store holds locked, which keeps .NET from reading it; a tool of the system isn't kept.</summary>
    public async Task CopyLockedAsync(string from, string to)
    {
        using Process copy = Process.Start("cp", [File(from), File(to)]);
        await copy.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, copy.ExitCode);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
