using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Igniter.Connectors.Analyzers.Tests;

/// <summary>A rule is complete or the build fails.</summary>
public sealed partial class RuleCatalogTests
{
    public static TheoryData<string> Ids => [.. RuleCatalog.All.Select(rule => rule.Id)];

    [Fact]
    public void Ids_are_in_order_and_of_one_form()
    {
        string[] ids = [.. RuleCatalog.All.Select(rule => rule.Id)];

        Assert.All(ids, id => Assert.Matches("^IGN[0-9]{4}$", id));
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Distinct(ids);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_rule_is_reported_by_an_analyzer(string id) =>
        Assert.Contains(Rule.Analyzers, analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id == id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_rule_has_a_test_class(string id) =>
        Assert.Single(typeof(RuleCatalogTests).Assembly.GetTypes(), type => type.Name == $"{id}Tests");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_rule_has_a_page_that_its_help_link_leads_to(string id)
    {
        DiagnosticDescriptor rule = RuleCatalog.Find(id)!;
        string page = RulePage.Read(id).Text;

        Assert.Equal($"https://github.com/igniter-js/igniter-connectors-dotnet/blob/main/analyzers/rules/{id}.md", rule.HelpLinkUri);
        Assert.StartsWith($"# {id}: {rule.Title}\n", page, StringComparison.Ordinal);
        Assert.Contains($"\n| {SeverityOf(rule)} | {rule.Category} | ", page, StringComparison.Ordinal);
        Assert.All(
            ["\n## Cause\n", "\n## Wrong\n", "\n## Right\n", "\n## How to fix\n", "\n## When to suppress\n"],
            section => Assert.Contains(section, page, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_page_says_whether_there_is_a_fix(string id)
    {
        bool isFixed = Rule.Fixes.Any(fix => fix.FixableDiagnosticIds.Contains(id));

        Assert.Equal(!isFixed, RulePage.Read(id).Text.Contains("| by hand |\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_page_belongs_to_a_rule() => Assert.Equal(RuleCatalog.All.Select(rule => rule.Id), RulePage.Ids.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_rule_has_a_release_line(string id)
    {
        DiagnosticDescriptor rule = RuleCatalog.Find(id)!;

        string line = Assert.Single(ReleaseLines(), line => line.StartsWith(id, StringComparison.Ordinal));
        Assert.StartsWith($"{id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}, [page]({rule.HelpLinkUri})", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_release_line_belongs_to_a_rule() =>
        Assert.All(ReleaseLines(), line => Assert.NotNull(RuleCatalog.Find(line[..7])));

    [Fact]
    public void Messages_say_what_to_do_in_one_sentence() => Assert.All(RuleCatalog.All, rule =>
    {
        string message = rule.MessageFormat.ToString(null);
        Assert.DoesNotMatch(@"[.!]$|\s$", message);
        Assert.DoesNotMatch(@"[.!]$", rule.Title.ToString(null));
        Assert.True(rule.IsEnabledByDefault);
    });

    [Fact]
    public void Fixes_repair_rules_that_exist_and_all_at_once() => Assert.All(Rule.Fixes, fix =>
    {
        Assert.All(fix.FixableDiagnosticIds, id => Assert.NotNull(RuleCatalog.Find(id)));
        Assert.NotNull(fix.GetFixAllProvider());
        Assert.Contains(FixAllScope.Solution, fix.GetFixAllProvider()!.GetSupportedFixAllScopes());
    });

    /// <summary>The compiler loads analyzers without the editor's assemblies.</summary>
    [Fact]
    public void Only_fixes_need_workspaces()
    {
        string[] references = [.. typeof(RuleCatalog).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!)];

        Assert.DoesNotContain(references, name => name.Contains("Workspaces", StringComparison.Ordinal));
        Assert.All(Rule.Analyzers, analyzer => Assert.IsType<DiagnosticAnalyzer>(analyzer, exactMatch: false));
    }

    /// <summary>A newer compiler reference makes analyzers silently absent on the first .NET 10 SDK (CS9057).</summary>
    [Fact]
    public void Nothing_asks_for_a_newer_compiler_than_the_first_NET_10_SDK_has() => Assert.All(
        typeof(RuleCatalog).Assembly.GetReferencedAssemblies().Concat(Rule.Fixes[0].GetType().Assembly.GetReferencedAssemblies())
            .Where(reference => reference.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)),
        reference => Assert.Equal(new Version(5, 0, 0, 0), reference.Version));

    private static string SeverityOf(DiagnosticDescriptor rule) => rule.DefaultSeverity switch
    {
        DiagnosticSeverity.Info => "suggestion",
        DiagnosticSeverity severity => severity.ToString().ToLowerInvariant(),
    };

    private static IEnumerable<string> ReleaseLines() => new[] { "Shipped", "Unshipped" }
        .SelectMany(kind => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "releases", $"AnalyzerReleases.{kind}.md")))
        .Where(line => RuleId().IsMatch(line));

    [GeneratedRegex("^IGN[0-9]{4}")]
    private static partial Regex RuleId();
}
