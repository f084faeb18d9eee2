using System.Diagnostics;

namespace Igniter.Connectors.AspNetCore.Tests;

internal static class ProcessExtensions
{
    /// <summary>Reads on and forgets, so that the process never waits for a reader.</summary>
    public static void Drain(this Process process)
    {
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
    }
}
