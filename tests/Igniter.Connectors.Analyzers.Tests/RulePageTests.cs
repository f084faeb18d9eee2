using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Analyzers.Tests;

/// <summary>The pages' examples are compiled as a user's build does it, generator included: so a mistake is one report and no cascade.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Ids => RuleCatalogTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_wrong_example_shows_this_rule_once_and_no_other(string id)
    {
        ImmutableArray<Diagnostic> diagnostics = await Build.RunAsync(RulePage.Read(id).Wrong);

        Assert.All(diagnostics, diagnostic => Assert.Equal(id, diagnostic.Id));
        Assert.Single(diagnostics);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_right_example_is_right(string id)
    {
        ImmutableArray<Diagnostic> diagnostics = await Build.RunAsync(RulePage.Read(id).Right);

        Assert.Empty(diagnostics);
    }
}
