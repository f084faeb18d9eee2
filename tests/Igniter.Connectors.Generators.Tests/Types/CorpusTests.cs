using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Igniter.Connectors.Generators.Tests.Types;

public sealed class CorpusTests
{
    [Fact]
    public void Every_type_in_the_corpus_has_a_contract()
    {
        CSharpCompilation compilation = TestCompilation.Of([.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus"), "Json*.cs").Select(File.ReadAllText)]);
        INamedTypeSymbol[] connectors = [.. compilation.GetSymbolsWithName(name => name.StartsWith("Json", StringComparison.Ordinal), SymbolFilter.Type, TestContext.Current.CancellationToken)
            .OfType<INamedTypeSymbol>().Where(type => type.FindAttribute("Igniter.Connectors", "ConnectorAttribute") is not null)];

        Assert.NotEmpty(connectors);
        Assert.All(connectors, connector =>
            Assert.Empty(ConnectorReader.Read(compilation, connector, TestContext.Current.CancellationToken).Problems));
    }
}
