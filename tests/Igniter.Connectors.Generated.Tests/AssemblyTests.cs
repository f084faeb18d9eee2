using System.Reflection;

namespace Igniter.Connectors.Generated.Tests;

public sealed class AssemblyTests
{
    [Fact]
    public void The_generator_leaves_no_run_time_dependency_behind()
    {
        var references = Assembly.GetExecutingAssembly().GetReferencedAssemblies();

        Assert.DoesNotContain(references, reference => reference.Name == "Igniter.Connectors.Generators");
    }
}
