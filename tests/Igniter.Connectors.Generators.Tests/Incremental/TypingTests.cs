using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Igniter.Connectors.Generators.Tests.Incremental;

/// <summary>Typing in a solution of many connectors: how often readers and emitters run.</summary>
public sealed class TypingTests
{
    private const int Connectors = 200;

    [Theory]
    [InlineData("public static string Text() => \"|\";", "hello")]
    [InlineData("// |", "a comment")]
    [InlineData("|", "public static int Number;")]
    public void Typing_in_another_file_reads_and_writes_nothing(string place, string typed) =>
        Type("Other.cs", text => $"namespace Acme; internal static class Other {{ {place.Replace("|", text, StringComparison.Ordinal)}\n }}", typed, models: 0, files: 0, reads: 0);

    [Theory]
    [InlineData("return Task.FromResult(\"|\");", "hello")]
    [InlineData("// |\n return Task.FromResult(\"\");", "a comment")]
    public void Typing_in_a_body_of_a_connector_reads_that_one_and_writes_nothing(string body, string typed) =>
        Type("Connector0.cs", text => Connector(0, "Send", body.Replace("|", text, StringComparison.Ordinal)), typed, models: 0, files: 0, reads: 1);

    [Fact]
    public void Typing_an_actions_name_reads_and_writes_that_connector() =>
        Type("Connector0.cs", text => Connector(0, "Send" + text), "Message", models: 1, files: 1, reads: 1);

    /// <summary>Types a text, character by character, and counts after each.</summary>
    private static void Type(string file, Func<string, string> content, string typed, int models, int files, int reads)
    {
        CSharpCompilation compilation = TestCompilation.Of().AddSyntaxTrees(
            [Parse(content(""), file), .. Enumerable.Range(0, Connectors).Select(i => Parse(Connector(i), $"Connector{i}.cs")).Where(tree => tree.FilePath != file)]);
        GeneratorDriver driver = Edit.CreateDriver();
        Edit.Replay(ref driver, compilation);
        Assert.Equal(Connectors, Reads(compilation));

        for (int length = 1; length <= typed.Length; length++)
        {
            compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Parse(content(typed[..length]), file));
            Edit edit = Edit.Replay(ref driver, compilation);
            Assert.Equal((models, files, reads), (edit.ChangedModels, edit.EmitterRuns, Reads(compilation)));
        }
    }

    /// <summary>How many connectors have to be read because what they depend on isn't what it was.</summary>
    private static int Reads(CSharpCompilation compilation)
    {
        int reads = 0;
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            foreach (ClassDeclarationSyntax part in tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Where(part => part.AttributeLists.Count > 0))
            {
                // The generator remembers nothing for this node.
                ReadingMemory.Recall(part.AttributeLists[0], compilation, () =>
                {
                    reads++;
                    return null;
                });
            }
        }

        return reads;
    }

    private static string Connector(int number, string action = "Send", string body = "return Task.FromResult(\"\");")
    {
        string id = number.ToString(CultureInfo.InvariantCulture);
        return $$"""
            using Igniter.Connectors;
            namespace Acme;
            [Connector("connector{{id}}")]
            public sealed partial class Connector{{id}}Connector
            {
                public sealed partial record Config([Encrypted] string Token);
                public sealed record Item(string Name);
                [Action] public Task<string> {{action}}Async(Item item) { {{body}} }
            }
            """;
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, TestCompilation.ParseOptions, path);
}
