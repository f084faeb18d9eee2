using System.Reflection;

namespace Igniter.Connectors.Generators.Tests;

public sealed class AssemblyTests
{
    /// <summary>A newer compiler reference makes the generator silently absent on the first .NET 10 SDK (CS9057).</summary>
    [Fact]
    public void The_generator_asks_for_no_newer_compiler_than_the_first_NET_10_SDK_has()
    {
        var references = Assembly.Load("Igniter.Connectors.Generators").GetReferencedAssemblies();

        Assert.All(
            references.Where(reference => reference.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)),
            reference => Assert.Equal(new Version(5, 0, 0, 0), reference.Version));
    }

    [Fact]
    public void The_generator_needs_nothing_but_the_compiler()
    {
        var references = Assembly.Load("Igniter.Connectors.Generators").GetReferencedAssemblies();

        Assert.All(references, reference => Assert.Matches(
            "^(netstandard|Microsoft\\.CodeAnalysis(\\.CSharp)?|System\\.(Collections\\.Immutable|Memory|Reflection\\.Metadata))$",
            reference.Name));
    }
}
