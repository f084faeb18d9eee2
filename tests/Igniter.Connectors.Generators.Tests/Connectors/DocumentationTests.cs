using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Igniter.Connectors.Generators.Tests;

public sealed class DocumentationTests
{
    private const string Documented = """
        using System.IO;
        using Igniter.Connectors;
        namespace Acme;

        /// <summary>Reads from a <see cref="Path"/>.</summary>
        /// <remarks>With <paramref name="http"/> and care.</remarks>
        /// <param name="http">The client.</param>
        [Connector("x")]
        public partial class XConnector(HttpClient http)
        {
            /// <summary>
            /// Adds <paramref name="left"/> for the <paramref name="context"/>; see <see cref="Path.Combine(string, string)"/>
            /// and <see langword="null"/> &amp; so on.
            /// </summary>
            /// <remarks>
            /// <code>
            ///     if (a) { }
            /// </code>
            /// </remarks>
            /// <param name="context">Whose.</param>
            /// <param name="left">The <b>left</b> one.</param>
            /// <param name="right">The right one.</param>
            /// <param name="token">Stops it.</param>
            /// <returns>The <see cref="List{T}">sum</see>.</returns>
            /// <exception cref="ConnectorException">It failed.</exception>
            [Action] public Task<string> AddAsync(int left, ConnectorContext context, int right, CancellationToken token) =>
                http.GetStringAsync(new Uri("https://acme.test"), token);
        }
        """;

    private const string AddSummary = "M:Acme.XScopedClient.AddAsync(System.Int32,System.Int32,System.Threading.CancellationToken)";

    [Fact]
    public void An_actions_documentation_is_carried_over_and_means_the_same() => Assert.Equal(
        $"""
        <member name="{AddSummary}">
            <summary>
            Adds <paramref name="left" /> for the <c>context</c>; see <see cref="M:System.IO.Path.Combine(System.String,System.String)" />
            and <see langword="null" /> &amp; so on.
            </summary>
            <param name="left">The <b>left</b> one.</param>
            <param name="right">The right one.</param>
            <param name="token">Stops it.</param>
            <remarks>
            <code>
                if (a) {"{ }"}
            </code>
            </remarks>
            <returns>The <see cref="T:System.Collections.Generic.List`1">sum</see>.</returns>
            <exception cref="T:Igniter.Connectors.ConnectorException">It failed.</exception>
        </member>

        """,
        Of(Generated.From(Documented).Method("Acme.XScopedClient", "AddAsync")));

    [Theory]
    [InlineData("Acme.XScopedClient")]
    [InlineData("Acme.XUnscopedClient")]
    public void The_classs_documentation_is_that_of_its_clients(string client) => Assert.Equal(
        $"""
        <member name="T:{client}">
            <summary>Reads from a <see cref="T:System.IO.Path" />.</summary>
            <remarks>With <c>http</c> and care.</remarks>
        </member>

        """,
        Of(Generated.From(Documented).Type(client)));

    [Fact]
    public void A_project_that_writes_no_documentation_file_gets_it_as_well()
    {
        CSharpParseOptions options = TestCompilation.ParseOptions.WithDocumentationMode(DocumentationMode.None);
        CSharpCompilation compilation = TestCompilation.Of(Documented);
        compilation = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(tree => tree.WithRootAndOptions(
            CSharpSyntaxTree.ParseText(tree.ToString(), options, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken), options)));

        string text = Generated.FromFaulty(compilation).Text;

        Assert.Contains("/// Adds <paramref name=\"left\" /> for the <c>context</c>; see <c>Combine</c>\n", text, StringComparison.Ordinal);
        Assert.Contains("/// <returns>The <c>sum</c>.</returns>\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ConnectorException", text.Split("class XUnscopedClient")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_documented_is_filled_in()
    {
        Generated generated = Generated.From(Connector("[Action(Description = \"Does <it> & more\")] public Task DoAsync(int a) => Task.CompletedTask;"));

        Assert.Equal(
            """
            <member name="M:Acme.XScopedClient.DoAsync(System.Int32,System.Threading.CancellationToken)">
                <summary>Does &lt;it&gt; &amp; more</summary>
                <param name="a">The action's a.</param>
                <param name="cancellationToken">Cancels the call.</param>
            </member>

            """,
            Of(generated.Method("Acme.XScopedClient", "DoAsync")));
    }

    [Theory]
    [InlineData("/// <summary>Not closed", "<summary>Calls the action do.</summary>")]
    [InlineData("/// <inheritdoc/>", "<summary>Calls the action do.</summary>")]
    [InlineData("/// <include file=\"a.xml\" path=\"b\"/>", "<summary>Calls the action do.</summary>")]
    [InlineData("/// <param name=\"missing\">No such.</param>", "<summary>Calls the action do.</summary>")]
    [InlineData("/** <summary>A block.</summary>\n * <remarks>With stars.</remarks> */", "<summary>A block.</summary>")]
    [InlineData("/// <summary>A <see cref=\"Missing\"/> one.</summary>", "<summary>A <c>Missing</c> one.</summary>")]
    [InlineData("/// <summary>A <see cref=\"Missing{T}.Of(int)\">text</see>.</summary>", "<summary>A <c>text</c>.</summary>")]
    [InlineData("/// <summary>One.</summary>\n// An ordinary comment.", "<summary>One.</summary>")]
    [InlineData("/// <summary>One.&#x2028;Two.</summary>", "<summary>One.\n    Two.</summary>")]
    public void Odd_documentation_does_no_harm(string documentation, string expected)
    {
        Generated generated = Generated.FromFaulty(Connector($"{documentation}\n[Action] public Task DoAsync() => Task.CompletedTask;"));

        Assert.Empty(generated.GeneratedDiagnostics);
        Assert.Contains(expected, Of(generated.Method("Acme.XScopedClient", "DoAsync")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"a\0b")]
    [InlineData(@"a\ud800b")]
    [InlineData(@"a\uffffb")]
    public void A_character_that_XML_has_not_got_does_no_harm_in_a_description(string description)
    {
        Generated generated = Generated.From(Connector($"[Action(Description = \"{description}\")] public Task DoAsync() => Task.CompletedTask;"));

        Assert.Contains("<summary>a\ufffdb</summary>", Of(generated.Method("Acme.XScopedClient", "DoAsync")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"\u0085")]
    [InlineData(@"\u2028")]
    [InlineData(@"\u2029")]
    [InlineData(@"\r")]
    [InlineData(@"\n")]
    public void The_end_of_a_line_in_a_description_does_not_end_the_comment(string end)
    {
        Generated generated = Generated.From(Connector($"[Action(Description = \"a{end}b\")] public Task DoAsync() => Task.CompletedTask;"));

        Assert.Contains("b</summary>", Of(generated.Method("Acme.XScopedClient", "DoAsync")), StringComparison.Ordinal);
    }

    [Fact]
    public void Descriptions_come_from_the_summary_where_none_is_given()
    {
        Generated generated = Generated.From(Documented);

        Assert.Contains("Description = \"Reads from a Path.\",", generated.Text, StringComparison.Ordinal);
        Assert.Contains("Description = \"Adds left for the context; see Combine and null & so on.\",", generated.Text, StringComparison.Ordinal);
    }

    private static string Of(ISymbol symbol) => symbol.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken)!;

    private static string Connector(string members) => $$"""
        using Igniter.Connectors;
        namespace Acme;
        [Connector("x")]
        public sealed partial class XConnector
        {
            {{members}}
        }
        """;
}
