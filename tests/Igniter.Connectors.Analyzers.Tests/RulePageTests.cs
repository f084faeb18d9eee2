using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Analyzers.Tests;

/// <summary>The pages' examples are compiled as a user's build does it, generator included: so a mistake is one report and no cascade.</summary>
public sealed class RulePageTests
{
    /// <summary>What the contexts have of OAuth, for as long as the run time has none.</summary>
    private const string OAuth = """
        internal static class OAuthOfContext
        {
            extension(ConnectorContext context)
            {
                public object? OAuth => context.Scope;
            }
        }
        """;

    public static TheoryData<string> Ids => RuleCatalogTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_wrong_example_shows_this_rule_once_and_no_other(string id)
    {
        ImmutableArray<Diagnostic> diagnostics = await Build.RunAsync(RulePage.Read(id).Wrong, OAuth);

        Assert.All(diagnostics, diagnostic => Assert.Equal(id, diagnostic.Id));
        Assert.Single(diagnostics);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_right_example_is_right(string id)
    {
        ImmutableArray<Diagnostic> diagnostics = await Build.RunAsync(RulePage.Read(id).Right, OAuth);

        Assert.Empty(diagnostics);
    }
}
