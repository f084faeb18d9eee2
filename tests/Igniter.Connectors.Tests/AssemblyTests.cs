using System.Reflection;

namespace Igniter.Connectors.Tests;

public sealed class AssemblyTests
{
    [Fact]
    public void The_library_declares_that_it_can_be_trimmed()
    {
        var metadata = Assembly.Load("Igniter.Connectors").GetCustomAttributes<AssemblyMetadataAttribute>();

        Assert.Contains(metadata, entry => entry is { Key: "IsTrimmable", Value: "True" });
    }
}
