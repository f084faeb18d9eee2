using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Igniter.Connectors.Generators.Tests;

/// <summary>Runs the reader as the analyzers do.</summary>
internal static class Problems
{
    /// <summary>The problems of the connector <c>Acme.XConnector</c>.</summary>
    public static IReadOnlyList<Problem> Of(params string[] sources)
    {
        CSharpCompilation compilation = TestCompilation.Of(sources);
        INamedTypeSymbol connector = compilation.GetTypeByMetadataName("Acme.XConnector")!;
        return ConnectorReader.Read(compilation, connector, TestContext.Current.CancellationToken).Problems;
    }
}
