using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Igniter.Connectors.Generators.Tests;

/// <summary>Runs the generator and holds what came out.</summary>
internal sealed class Generated
{
    private Generated(Compilation compilation, ImmutableArray<GeneratedSourceResult> sources)
    {
        Compilation = compilation;
        Sources = sources;
    }

    /// <summary>The user's sources and the generated ones.</summary>
    public Compilation Compilation { get; }

    /// <summary>The generated files.</summary>
    public ImmutableArray<GeneratedSourceResult> Sources { get; }

    /// <summary>All generated text.</summary>
    public string Text => string.Join("\n", Sources.Select(source => source.SourceText.ToString()));

    /// <summary>Generates from sources without a mistake: everything must compile without a warning.</summary>
    public static Generated From(params string[] sources) => From(TestCompilation.Of(sources));

    /// <inheritdoc cref="From(string[])"/>
    public static Generated From(CSharpCompilation compilation)
    {
        Generated generated = FromFaulty(compilation);

        // A user's undocumented members are the user's; in generated files nothing is forgiven.
        Assert.DoesNotContain(generated.Diagnostics, diagnostic => diagnostic.Id != "CS1591" || IsGenerated(diagnostic));
        return generated;
    }

    /// <summary>Generates from sources that may be wrong. The generator may neither crash nor report.</summary>
    public static Generated FromFaulty(params string[] sources) => FromFaulty(TestCompilation.Of(sources));

    /// <inheritdoc cref="FromFaulty(string[])"/>
    public static Generated FromFaulty(CSharpCompilation compilation)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ConnectorGenerator().AsSourceGenerator()],
            parseOptions: TestCompilation.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        Assert.Empty(diagnostics);
        GeneratorRunResult result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);

        IncrementalRun.AssertModelsHoldNoCompilerObjects(driver);
        IncrementalRun.AssertRunsNothingAgain(driver, compilation);
        return new Generated(output, result.GeneratedSources);
    }

    /// <summary>What the compiler says, warnings and up.</summary>
    public IEnumerable<Diagnostic> Diagnostics => Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

    /// <summary>What the compiler says about generated files.</summary>
    public IEnumerable<Diagnostic> GeneratedDiagnostics => Diagnostics.Where(IsGenerated);

    /// <summary>A type of the compilation, by metadata name.</summary>
    public INamedTypeSymbol Type(string name)
    {
        INamedTypeSymbol? type = Compilation.GetTypeByMetadataName(name);
        Assert.True(type is not null, $"There is no type {name}.");
        return type;
    }

    /// <summary>The generated method of a type.</summary>
    public IMethodSymbol Method(string type, string method) => Assert.Single(Type(type).GetMembers(method).OfType<IMethodSymbol>());

    /// <summary>The compilation as a reference for another one.</summary>
    public PortableExecutableReference ToReference()
    {
        using MemoryStream image = new();
        EmitResult result = Compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static bool IsGenerated(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree is { } tree && tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);
}
