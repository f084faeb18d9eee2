using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Igniter.Connectors.Generators.Tests.Incremental;

/// <summary>For every sort of edit, exactly what runs again.</summary>
public sealed class EditTests
{
    private const string First = """
        using Igniter.Connectors;
        namespace Acme;

        /// <summary>The first.</summary>
        [Connector("first", Description = "One")]
        public sealed partial class FirstConnector
        {
            /// <summary>Sends.</summary>
            /// <param name="text">What is sent.</param>
            [Action]
            public Task<int> SendAsync(string text)
            {
                return Task.FromResult(text.Length);
            }
        }
        """;

    private const string Second = """
        using Igniter.Connectors;
        namespace Acme;
        [Connector("second")] public sealed partial class SecondConnector { [Action] public Task DoAsync(int number) => Task.CompletedTask; }
        """;

    private const string Other = """
        namespace Acme;
        internal static class Other { public static string Text => "one"; }
        """;

    private const string Library = """
        using Igniter.Connectors;
        namespace Acme.Library;
        [Connector("echo")] public sealed partial class EchoConnector;
        """;

    private const string Cached = "First Cached, Second Cached";
    private const string Unchanged = "First Unchanged, Second Unchanged";
    private const string FirstModified = "First Modified, Second Cached";
    private const string UnchangedOrCached = "Unchanged|Cached";

    private static readonly Dictionary<string, Row> Table = new()
    {
        ["nothing"] = new(compilation => compilation, Cached, Cached, Cached, "Cached"),

        ["an unrelated file is added"] = Unrelated(compilation => compilation.AddSyntaxTrees(Parse("internal sealed class Added;", "Added.cs"))),
        ["an unrelated file is edited"] = Unrelated(With("Other.cs", Other.Replace("one", "two", StringComparison.Ordinal))),
        ["a declaration in an unrelated file is edited"] = Unrelated(With("Other.cs", Other.Replace("Text", "Texts", StringComparison.Ordinal))),
        ["an unrelated file is removed"] = Unrelated(compilation => compilation.RemoveSyntaxTrees(Tree(compilation, "Other.cs"))),
        ["a reference without connectors is added"] = Unrelated(compilation => compilation.AddReferences(
            CSharpCompilation.Create("Empty", [Parse("public sealed class Empty;", "Empty.cs")], TestCompilation.References, compilation.Options).ToMetadataReference())),
        ["a file is renamed in place"] = Unrelated(compilation => compilation.ReplaceSyntaxTree(Tree(compilation, "First.cs"), Parse(First, "Renamed.cs"))),

        ["a reference with connectors is added"] = new(
            compilation => compilation.AddReferences(Generated.From(TestCompilation.Named("Library", Library)).ToReference()), Unchanged, Cached, Cached, "Modified"),

        ["a comment in the connector's own file"] = Unrelated(InFirst("namespace Acme;", "// A comment.\nnamespace Acme; // Another.")),
        ["a comment within the connector"] = Unrelated(InFirst("    [Action]", "    // A comment.\n    [Action] /* Another. */")),
        ["a method's body"] = Unrelated(InFirst("text.Length", "text.Length + 1")),

        ["an action's name"] = new(InFirst("SendAsync", "PostAsync"), "First Modified, Second Unchanged", FirstModified, FirstModified, "Cached"),
        ["an action's parameter"] = new(InFirst("string text)", "string text, int number)"), "First Modified, Second Unchanged", FirstModified, FirstModified, "Cached"),
        ["a new action"] = new(
            InFirst("    [Action]", "    [Action] public Task StopAsync() => Task.CompletedTask;\n    [Action]"), "First Modified, Second Unchanged", FirstModified, FirstModified, "Cached"),

        ["the key"] = new(InFirst("\"first\"", "\"one\""), "First Modified, Second Unchanged", FirstModified, FirstModified, "Modified"),
        ["the class's name"] = new(
            InFirst("FirstConnector", "FirsConnector"), "Firs Modified, Second Unchanged", "Firs Modified, Second Cached", "Firs Modified, Second Cached", "Modified"),

        ["another attribute argument"] = new(InFirst("\"One\"", "\"Two\""), "First Modified, Second Unchanged", FirstModified, FirstModified, UnchangedOrCached),
        ["a documentation comment"] = new(InFirst("What is sent.", "What goes out."), "First Modified, Second Unchanged", FirstModified, FirstModified, UnchangedOrCached),
        ["the class's documentation comment"] = new(
            InFirst("The first.", "The first one."), "First Modified, Second Unchanged", FirstModified, FirstModified, UnchangedOrCached),

        ["a connector is added at the end"] = new(
            compilation => compilation.AddSyntaxTrees(Parse(Second.Replace("econd", "econd2", StringComparison.Ordinal), "Third.cs")),
            "First Unchanged, Second Unchanged, Second2 New",
            "First Cached, Second Cached, Second2 New",
            "First Cached, Second Cached, Second2 New",
            "Modified"),
        ["the connector at the end is removed"] = new(
            compilation => compilation.RemoveSyntaxTrees(Tree(compilation, "Second.cs")),
            "First Unchanged, Second Removed",
            "First Cached, Second Removed",
            "First Cached, Second Removed",
            "Modified"),

        ["the files are reordered"] = new(
            compilation => compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse()), ".*", ".*", ".*", UnchangedOrCached),
    };

    public static TheoryData<string> Edits => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_runs_again_exactly_what_it_has_to(string edit)
    {
        Row row = Table[edit];
        Edit replay = Edit.Replay(Compile(), row.Apply);

        AssertReasons("read", row.Read, replay.Read);
        AssertReasons("model", row.Model, replay.Models);
        AssertReasons("connector output", row.Output, replay.Files);
        AssertReasons("registry", row.Registry, replay.Registry);
        Assert.Equal(row.Registry == "Modified" ? "Modified" : "Cached", replay.RegistryFile);
    }

    private static void AssertReasons(string step, string expected, string actual) =>
        Assert.True(Regex.IsMatch(actual, $"^({expected})$"), $"{step}: expected {expected}, but was {actual}");

    private static Row Unrelated(Func<CSharpCompilation, CSharpCompilation> edit) => new(edit, Unchanged, Cached, Cached, "Cached");

    private static Func<CSharpCompilation, CSharpCompilation> InFirst(string old, string replacement)
    {
        Assert.Contains(old, First, StringComparison.Ordinal);
        return With("First.cs", First.Replace(old, replacement, StringComparison.Ordinal));
    }

    private static Func<CSharpCompilation, CSharpCompilation> With(string file, string text) =>
        compilation => compilation.ReplaceSyntaxTree(Tree(compilation, file), Parse(text, file));

    private static CSharpCompilation Compile() =>
        TestCompilation.Of().AddSyntaxTrees(Parse(Other, "Other.cs"), Parse(First, "First.cs"), Parse(Second, "Second.cs"));

    private static SyntaxTree Tree(CSharpCompilation compilation, string file) => compilation.SyntaxTrees.Single(tree => tree.FilePath == file);

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, TestCompilation.ParseOptions, path);

    /// <summary>An edit and, as patterns, why each step runs again.</summary>
    private sealed record Row(Func<CSharpCompilation, CSharpCompilation> Apply, string Read, string Model, string Output, string Registry);
}
