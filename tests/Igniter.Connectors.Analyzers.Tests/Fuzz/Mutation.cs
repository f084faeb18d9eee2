using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Igniter.Connectors.Analyzers.Tests.Fuzz;

/// <summary>A way to spoil a source, at a place that is counted from its start and wraps around.</summary>
/// <param name="Name">What it does.</param>
/// <param name="At">Which of the places where it can be done.</param>
/// <param name="Choice">Which of the replacements.</param>
internal sealed record Mutation(string Name, int At, int Choice)
{
    private static readonly string Long = new('x', 300);

    private static readonly string[] Names =
    [
        "System", "Task", "String", "Igniter", "Connectors", "Config", "IgniterGenerated", "ConnectorContext", "CancellationToken", "Equals", "ToString", "GetHashCode",
        "class", "@class", "await", "field", "value", "var", "record", "global", "größe", "类", "_", "__", Long, "I", "i", "é", "Connector", "Encrypted", "call", "input", "services", "config",
    ];

    private static readonly string[] Types =
        ["void", "int*", "dynamic", "(int, string)", "T", "List<>", "Span<int>", "nint", "Missing", "Missing<int>", "object?[]?", "int[,]", "Task<Task>", "delegate*<void>", "ref int", "Nullable<string>", "string??", "Config", "IAsyncEnumerable<Missing>"];

    private static readonly string[] Modifiers =
        ["static ", "abstract ", "ref ", "unsafe ", "async ", "partial ", "file ", "readonly ", "record ", "sealed ", "private ", "protected ", "required ", "const ", "extern ", "virtual ", "override ", "new ", "in ", "out ", "params ", "this ", "scoped "];

    private static readonly string[] Arguments =
        ["()", "(null)", "(null!)", "(1, 2, 3)", "(\"\")", "(typeof(Missing))", "(typeof(List<>))", "(Missing)", "(\"a\" + Missing)", "(x: 1)", "(Name = null)", "(default)", "((string[])null!)", "(int.MaxValue)", "(\"\\0\\uD800\")", "(nameof())", "("];

    private static readonly string[] Literals = ["null", "\"\"", "\"\\uD800\"", "\"{\"", "\"[\"", "\"(((((a*)*)*)*)*\"", "-1", "2147483648", "1e400", "'a", "default", "$\"{\"", "\"https://\""];

    private static readonly string[] Declarations =
    [
        "namespace System { public class String; public class Object; }", "public class System;", "public class Task;", "public class String;", "public class Action;",
        "global using Task = System.String;", "public record struct Igniter;", "namespace Igniter.Connectors { public class ConnectorAttribute : System.Attribute; }",
        "[assembly: Igniter.Connectors.ConnectorScope(null)]", "[assembly: Igniter.Connectors.ExcludeConnector(typeof(Missing))]", "[assembly: Igniter.Connectors.ConnectorJson(typeof(List<>))]",
        "[Igniter.Connectors.Connector(\"x\")] public partial class", "[Igniter.Connectors.Connector(", "}", "{", "#if", "#nullable disable",
    ];

    private static readonly Dictionary<string, Func<CompilationUnitSyntax, string, int, int, string>> Ways = new()
    {
        ["delete a token"] = (root, text, at, _) => Replace(text, Pick(root.DescendantTokens(), at)?.Span, ""),
        ["double a token"] = (root, text, at, _) => Replace(text, Pick(root.DescendantTokens(), at)?.Span, static old => old + " " + old),
        ["rename"] = (root, text, at, choice) => Replace(text, Pick(Identifiers(root), at)?.Span, Pick(Names, choice)),
        ["rename everywhere"] = (root, text, at, choice) => RenameAll(root, text, at, Pick(Names, choice)),
        ["delete a member"] = (root, text, at, _) => Replace(text, Pick(Members(root), at)?.Span, ""),
        ["double a member"] = (root, text, at, _) => Replace(text, Pick(Members(root), at)?.FullSpan, static old => old + "\n" + old),
        ["double an attribute"] = (root, text, at, _) => Replace(text, Pick(root.DescendantNodes().OfType<AttributeListSyntax>(), at)?.Span, static old => old + old),
        ["change an attribute's arguments"] = (root, text, at, choice) => ChangeArguments(root, text, at, Pick(Arguments, choice)),
        ["change a type"] = (root, text, at, choice) => Replace(text, Pick(root.DescendantNodes().OfType<TypeSyntax>(), at)?.Span, Pick(Types, choice)),
        ["add a modifier"] = (root, text, at, choice) => Insert(text, Pick(Declared(root), at)?.SpanStart, Pick(Modifiers, choice)),
        ["change a literal"] = (root, text, at, choice) => Replace(text, Pick(root.DescendantNodes().OfType<LiteralExpressionSyntax>(), at)?.Span, Pick(Literals, choice)),
        ["stop typing"] = (_, text, at, _) => text[..(at % (text.Length + 1))],
        ["stop typing in the middle"] = (root, text, at, _) => StopInside(root, text, at),
        ["declare"] = (_, text, at, choice) => at % 2 == 0 ? text + "\n" + Pick(Declarations, choice) : Pick(Declarations, choice) + "\n" + text,
    };

    /// <summary>Any mutation, anywhere.</summary>
    public static Gen<Mutation> Gen { get; } =
        from way in CsCheck.Gen.Int[0, Ways.Count - 1]
        from at in CsCheck.Gen.Int[0, 99_999]
        from choice in CsCheck.Gen.Int[0, 999]
        select new Mutation(Ways.Keys.ElementAt(way), at, choice);

    /// <summary>The spoiled source; the same where there is nothing to spoil.</summary>
    public string Apply(string text) => Ways[Name](CSharpSyntaxTree.ParseText(text, Rule.ParseOptions).GetCompilationUnitRoot(), text, At, Choice);

    private static IEnumerable<SyntaxToken> Identifiers(SyntaxNode root) => root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken));

    private static IEnumerable<MemberDeclarationSyntax> Members(SyntaxNode root) => root.DescendantNodes().OfType<MemberDeclarationSyntax>();

    private static IEnumerable<SyntaxNode> Declared(SyntaxNode root) => root.DescendantNodes().Where(node => node is MemberDeclarationSyntax or ParameterSyntax);

    private static string RenameAll(SyntaxNode root, string text, int at, string name)
    {
        string? old = Pick(Identifiers(root), at)?.ValueText;
        foreach (SyntaxToken token in Identifiers(root).Where(token => token.ValueText == old).Reverse())
        {
            text = Replace(text, token.Span, name);
        }

        return text;
    }

    private static string ChangeArguments(SyntaxNode root, string text, int at, string arguments)
    {
        AttributeSyntax? attribute = Pick(root.DescendantNodes().OfType<AttributeSyntax>(), at);
        return attribute is null ? text : Replace(text, TextSpan.FromBounds(attribute.Name.Span.End, attribute.Span.End), arguments);
    }

    /// <summary>What lies between a place in a declaration and the declaration's end isn't written yet.</summary>
    private static string StopInside(SyntaxNode root, string text, int at)
    {
        SyntaxNode? member = Pick(Declared(root), at);
        return member is null ? text : Replace(text, TextSpan.FromBounds(member.SpanStart + (at % (member.Span.Length + 1)), member.Span.End), "");
    }

    private static string Replace(string text, TextSpan? span, string replacement) => Replace(text, span, _ => replacement);

    private static string Replace(string text, TextSpan? span, Func<string, string> replacement) => span is not { } place
        ? text
        : text[..place.Start] + replacement(text.Substring(place.Start, place.Length)) + text[place.End..];

    private static string Insert(string text, int? place, string addition) => place is { } start ? text.Insert(start, addition) : text;

    private static string Pick(string[] choices, int choice) => choices[choice % choices.Length];

    private static SyntaxToken? Pick(IEnumerable<SyntaxToken> tokens, int at)
    {
        SyntaxToken[] all = [.. tokens];
        return all.Length == 0 ? null : all[at % all.Length];
    }

    private static T? Pick<T>(IEnumerable<T> nodes, int at)
        where T : SyntaxNode
    {
        T[] all = [.. nodes];
        return all.Length == 0 ? null : all[at % all.Length];
    }
}
