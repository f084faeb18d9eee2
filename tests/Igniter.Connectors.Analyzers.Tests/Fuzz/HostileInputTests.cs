using System.Globalization;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Igniter.Connectors.Analyzers.Tests.Fuzz;

/// <summary>Code as it is while it is being typed, and as nobody would write it, breaks nothing.</summary>
public sealed class HostileInputTests
{
    private static readonly string[] Corpus =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus"), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText).Where(text => text.Contains("[Connector(", StringComparison.Ordinal))];

    /// <summary>How long a test goes on; more in a long run.</summary>
    private static readonly int Seconds = int.TryParse(
        Environment.GetEnvironmentVariable("FUZZ_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? seconds : 3;

    [Fact]
    public Task Generator_rules_and_fixes_survive_spoiled_sources() => SampleAsync(source => [source]);

    /// <summary>The connectors stay as they are; only what they depend on, or don't, is spoiled.</summary>
    [Fact]
    public Task What_another_file_makes_of_a_connector_is_never_missed() => SampleAsync(static source =>
    {
        CompilationUnitSyntax unit = CSharpSyntaxTree.ParseText(source, Rule.ParseOptions).GetCompilationUnitRoot();
        return [Only(unit, IsConnector), Only(unit, type => !IsConnector(type))];
    });

    private static async Task SampleAsync(Func<string, string[]> split)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Gen<(string[] Before, string After)> sources =
            from index in Gen.Int[0, Corpus.Length - 1]
            from mutations in Mutation.Gen.Array[1, 6]
            let before = split(Corpus[index])
            select (before, mutations.Aggregate(before[^1], (text, mutation) => mutation.Apply(text)));

        await sources.SampleAsync(
            async source =>
            {
                string? failure = await Spoiled.RunAsync(source.Before, source.After, cancellationToken);
                Assert.True(failure is null, failure);
            },
            time: Seconds,
            threads: 1,
            print: source => string.Join("\n// Next file.\n", source.Before[..^1].Append(source.After)));
    }

    private static string Only(CompilationUnitSyntax unit, Func<BaseTypeDeclarationSyntax, bool> isKept) => unit
        .RemoveNodes(unit.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Where(type => type.Parent is not TypeDeclarationSyntax && !isKept(type)), SyntaxRemoveOptions.KeepNoTrivia)!
        .ToFullString();

    private static bool IsConnector(BaseTypeDeclarationSyntax type) =>
        type.DescendantNodesAndSelf().OfType<AttributeSyntax>().Any(attribute => attribute.Name.ToString() == "Connector");
}
