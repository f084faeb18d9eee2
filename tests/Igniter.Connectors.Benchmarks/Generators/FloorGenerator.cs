using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Igniter.Connectors.Benchmarks.Generators;

/// <summary>The least that a generator does which finds its classes by attribute: it writes a fixed text for each.</summary>
internal sealed class FloorGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<string> names = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Igniter.Connectors.ConnectorAttribute",
            static (_, _) => true,
            static (found, _) => found.TargetSymbol.Name);

        context.RegisterSourceOutput(names, static (output, name) => output.AddSource(name + ".g.cs", SourceText.From("// Fixed.\n", Encoding.UTF8)));
    }
}
