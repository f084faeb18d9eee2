using System.Collections.Concurrent;
using System.Collections.Immutable;
using Igniter.Connectors.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Igniter.Connectors.Analyzers.Tests.Fuzz;

/// <summary>Runs everything that an editor runs over a source, whatever is in it.</summary>
internal static class Spoiled
{
    private static readonly CSharpCompilationOptions Options = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true);

    // References are bound once: that takes longer than everything else.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create("Test", [Parse(Rule.Usings, 0)], Rule.References, Options);

    private static readonly Project EmptyProject = new AdhocWorkspace().AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Test", "Test", LanguageNames.CSharp, compilationOptions: Options, parseOptions: Rule.ParseOptions, metadataReferences: Rule.References))
        .AddDocument("Usings.cs", Rule.Usings).Project;

    /// <summary>
    /// Generates from the files before and, with the same driver, after an edit of the last one; then runs rules and fixes over that. Gives what
    /// went wrong.
    /// </summary>
    public static async Task<string?> RunAsync(string[] before, string after, CancellationToken cancellationToken)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ConnectorGenerator().AsSourceGenerator()], parseOptions: Rule.ParseOptions);
        CSharpCompilation compilation = Compile(before);
        GeneratorDriver typed = driver.RunGenerators(compilation, cancellationToken);

        CSharpCompilation edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[^1], Parse(after, before.Length));
        typed = typed.RunGeneratorsAndUpdateCompilation(edited, out Compilation generated, out ImmutableArray<Diagnostic> reported, cancellationToken);
        GeneratorRunResult result = typed.GetRunResult().Results[0];
        if (result.Exception is not null || !reported.IsEmpty)
        {
            return $"the generator failed: {result.Exception}{string.Join("\n", reported)}";
        }

        // What comes of an edit is what comes of the same text opened afresh.
        GeneratorRunResult fresh = driver.RunGenerators(Compile([.. before[..^1], after]), cancellationToken).GetRunResult().Results[0];
        if (Texts(fresh).Except(Texts(result)).FirstOrDefault() is { } missing)
        {
            return "after the edit, other code was generated than from the same text opened afresh, which gives " + missing;
        }

        (ImmutableArray<Diagnostic> diagnostics, string? failure) = await AnalyzeAsync(generated, cancellationToken);
        return failure ?? (diagnostics.Any(IsFixable) ? await RunFixesAsync(after, cancellationToken) : null);
    }

    private static async Task<string?> RunFixesAsync(string source, CancellationToken cancellationToken)
    {
        Document document = EmptyProject.AddDocument("Test.cs", source);
        Compilation compilation = (await document.Project.GetCompilationAsync(cancellationToken))!;
        (ImmutableArray<Diagnostic> diagnostics, string? failure) = await AnalyzeAsync(compilation, cancellationToken);
        foreach (Diagnostic diagnostic in diagnostics.Where(IsFixable))
        {
            foreach (CodeFixProvider provider in Rule.Fixes.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                failure ??= await RunFixAsync(document, diagnostic, provider, cancellationToken);
            }
        }

        return failure;
    }

    private static bool IsFixable(Diagnostic diagnostic) =>
        diagnostic.Location.IsInSource && Rule.Fixes.Any(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id));

    private static async Task<string?> RunFixAsync(Document document, Diagnostic diagnostic, CodeFixProvider provider, CancellationToken cancellationToken)
    {
        try
        {
            List<CodeAction> actions = [];
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellationToken));
            foreach (CodeAction action in actions)
            {
                _ = await action.GetOperationsAsync(cancellationToken);
            }

            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return $"{provider.GetType().Name} failed for {diagnostic}: {exception}";
        }
    }

    private static async Task<(ImmutableArray<Diagnostic> Diagnostics, string? Failure)> AnalyzeAsync(Compilation compilation, CancellationToken cancellationToken)
    {
        ConcurrentQueue<string> failures = [];
        CompilationWithAnalyzers analyzed = compilation.WithAnalyzers(Rule.Analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            (exception, analyzer, _) => failures.Enqueue($"{analyzer.GetType().Name} failed: {exception}"),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false));
        ImmutableArray<Diagnostic> diagnostics = await analyzed.GetAnalyzerDiagnosticsAsync(cancellationToken);
        return (diagnostics, failures.TryDequeue(out string? failure) ? failure : null);
    }

    private static CSharpCompilation Compile(string[] sources) => Empty.AddSyntaxTrees(sources.Select((source, i) => Parse(source, i + 1)));

    private static SyntaxTree Parse(string text, int number) => CSharpSyntaxTree.ParseText(text, Rule.ParseOptions, $"/0/Test{number}.cs");

    private static IEnumerable<string> Texts(GeneratorRunResult result) =>
        result.GeneratedSources.Select(source => source.HintName + source.SourceText).Order(StringComparer.Ordinal);
}
