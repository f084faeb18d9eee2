using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Igniter.Connectors.Generators.Tests;

public sealed class WrittenFilesTests
{
    private const string First = """
        using Igniter.Connectors;
        namespace Acme;
        [Connector("first")] public partial class FirstConnector { [Action] public Task DoAsync(Shared shared) => Task.CompletedTask; }
        public sealed partial record Shared([property: Sensitive] string Text);
        """;

    private const string Second = """
        using Igniter.Connectors;
        namespace Acme;
        [Connector("second")] public partial class SecondConnector { [Action] public Task DoAsync(Shared shared) => Task.CompletedTask; }
        """;

    [Fact]
    public void An_edit_inside_a_method_writes_nothing_again() =>
        Assert.Empty(FilesWrittenAfter(Second, Second.Replace("=> Task.CompletedTask", "=> Task.Delay(1)", StringComparison.Ordinal)));

    [Fact]
    public void A_comment_in_front_of_a_connector_writes_nothing_again() =>
        Assert.Empty(FilesWrittenAfter(Second, "// A comment.\n\n" + Second));

    [Fact]
    public void An_edit_of_an_action_writes_its_connector_only() =>
        Assert.Equal(["SecondConnector"], FilesWrittenAfter(Second, Second.Replace("DoAsync", "GoAsync", StringComparison.Ordinal)));

    [Fact]
    public void A_new_connector_writes_itself_and_the_registration() => Assert.Equal(
        ["Registry", "ThirdConnector"],
        FilesWrittenAfter(Second, Second + "\n[Connector(\"third\")] public partial class ThirdConnector;"));

    [Fact]
    public void A_new_scope_writes_the_registration_only() => Assert.Equal(
        ["Registry"],
        FilesWrittenAfter(Second, Second.Replace("namespace", "[assembly: ConnectorScope(\"a\")]\nnamespace", StringComparison.Ordinal)));

    [Fact]
    public void A_new_secret_in_a_shared_record_writes_the_record_and_its_connectors() => Assert.Equal(
        ["FirstConnector", "SecondConnector", "Shared"],
        FilesWrittenAfter(First, First.Replace("string Text)", "string Text, [property: Sensitive] int Number)", StringComparison.Ordinal), Second));

    private static IEnumerable<string> FilesWrittenAfter(string before, string after, string? other = null)
    {
        CSharpCompilation compilation = TestCompilation.Of(before, other ?? First);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ConnectorGenerator().AsSourceGenerator()], parseOptions: TestCompilation.ParseOptions);
        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        Dictionary<string, SourceText> old = driver.GetRunResult().Results[0].GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText);

        SyntaxTree tree = compilation.SyntaxTrees[1];
        CSharpCompilation edited = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(after, TestCompilation.ParseOptions, tree.FilePath));
        driver = driver.RunGenerators(edited, TestContext.Current.CancellationToken);

        // A file that wasn't written again is the same object.
        return driver.GetRunResult().Results[0].GeneratedSources
            .Where(source => old.GetValueOrDefault(source.HintName) != source.SourceText)
            .Select(source => source.HintName.Split('.').First(part => part is not ("Acme" or "Igniter" or "Connectors")))
            .Order(StringComparer.Ordinal);
    }
}
