using System.Collections.Immutable;
using Igniter.Connectors.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Igniter.Connectors.Analyzers.Tests;

/// <summary>Compiles sources as a user's build does: with the generator, then with every rule.</summary>
internal static class Build
{
    /// <summary>Everything that the compiler, the generator and the rules have to say, hidden things aside.</summary>
    public static async Task<ImmutableArray<Diagnostic>> RunAsync(params string[] sources)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Test",
            sources.Append(Rule.Usings).Select((source, i) => CSharpSyntaxTree.ParseText(source, Rule.ParseOptions, $"/0/Test{i}.cs", cancellationToken: cancellationToken)),
            Rule.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));

        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ConnectorGenerator().AsSourceGenerator()], parseOptions: Rule.ParseOptions);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out ImmutableArray<Diagnostic> ofGenerator, cancellationToken);
        CompilationWithAnalyzers analyzed = generated.WithAnalyzers(Rule.Analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));

        ImmutableArray<Diagnostic> ofRules = await analyzed.GetAnalyzerDiagnosticsAsync(cancellationToken);
        return [.. ofGenerator, .. generated.GetDiagnostics(cancellationToken).Where(each => each.Severity >= DiagnosticSeverity.Warning), .. ofRules];
    }
}
