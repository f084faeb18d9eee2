using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace Igniter.Connectors.Analyzers.Tests;

/// <summary>
/// A declaration with a mistake, and code that calls it, compiled as a user's build does it: the mistake is the only report, since the client stands
/// wherever its shape can be told.
/// </summary>
public sealed class CascadeTests
{
    public static TheoryData<string, string, string> Mistakes => [.. Cascades.All];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_one_report_at_one_place(string name, string declaration, string calls)
    {
        _ = name;
        TestFileMarkupParser.GetPositionAndSpans(declaration, out string source, out int? _, out ImmutableDictionary<string, ImmutableArray<TextSpan>> marked);

        ImmutableArray<Diagnostic> diagnostics = await Build.RunAsync(source, Call(calls));

        KeyValuePair<string, ImmutableArray<TextSpan>> expected = Assert.Single(marked);
        Diagnostic diagnostic = Assert.Single(diagnostics);
        Assert.Equal(expected.Key, diagnostic.Id);
        Assert.Equal("/0/Test0.cs", diagnostic.Location.SourceTree?.FilePath);
        Assert.Equal(Assert.Single(expected.Value), diagnostic.Location.SourceSpan);
    }

    [Theory]
    [MemberData(nameof(RuleCatalogTests.Ids), MemberType = typeof(RuleCatalogTests))]
    public void Each_rule_is_shown_to_come_alone(string id) =>
        Assert.Contains(Cascades.All, mistake => mistake.Item2.Contains($"{{|{id}:", StringComparison.Ordinal));

    /// <summary>What the compiler doesn't know it says itself, once, and generated code doesn't say it again.</summary>
    [Fact]
    public async Task An_unknown_type_is_the_compilers_report_alone()
    {
        const string Declaration = """
            [Connector("demo")]
            public sealed partial class DemoConnector
            {
                public sealed record Config({|CS0246:Missing|} Host);

                [Action]
                public Task<{|CS0246:Missing|}> ReadAsync(List<{|CS0246:Missing|}> items, CancellationToken cancellationToken) => Task.FromResult(items[0]);

                [Action]
                public {|CS0246:Missing|} Send({|CS0246:Missing|}[] items, CancellationToken cancellationToken) => items[0];
            }
            """;
        TestFileMarkupParser.GetPositionAndSpans(Declaration, out string source, out int? _, out ImmutableDictionary<string, ImmutableArray<TextSpan>> marked);

        ImmutableArray<Diagnostic> diagnostics = await Build.RunAsync(source, Call("await scoped.Demo.ReadAsync([]); await scoped.Demo.Send([]);"));

        Assert.Equal(
            Assert.Single(marked).Value.Order(),
            diagnostics.Where(diagnostic => diagnostic is { Id: "CS0246", Location.SourceTree.FilePath: "/0/Test0.cs" }).Select(diagnostic => diagnostic.Location.SourceSpan).Order());
        Assert.Equal(5, diagnostics.Length);
    }

    private static string Call(string calls) => $$"""
        public static class Caller
        {
            public static async Task CallAsync(ConnectorScope scoped, ConnectorManager connectors)
            {
                await Task.Yield();
                {{calls}}
            }
        }
        """;
}
