using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Igniter.Connectors.Generators;

/// <summary>
/// Reads XML documentation from the <c>///</c> trivia: the compiler hands documentation out only where the project writes a documentation file.
/// Parses each symbol's once.
/// </summary>
internal sealed class DocumentationReader(CancellationToken cancellationToken)
{
    /// <summary>What most documentation is: a summary without markup, entities and characters that XML hasn't got. It needs no parser.</summary>
    private static readonly Regex PlainSummary = new(@"^[ \t\n]*<summary>([\t\n -%'-;=?-\uD7FF]+)</summary>[ \t\n]*$", RegexOptions.CultureInvariant);

    private readonly Dictionary<ISymbol, XElement?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>The documentation's top elements under one root, not to be changed; null where there is none or it isn't well-formed.</summary>
    public XElement? Read(ISymbol symbol)
    {
        if (!_known.TryGetValue(symbol, out XElement? documentation))
        {
            documentation = Find(symbol);
            _known.Add(symbol, documentation);
        }

        return documentation;
    }

    /// <summary>The summary as plain text in one line; null where there is none.</summary>
    public string? ReadSummary(ISymbol symbol) => PlainText(Read(symbol)?.Element("summary"));

    /// <summary>A parameter's documentation as plain text in one line; null where there is none.</summary>
    public string? ReadParameter(ISymbol owner, string parameter) =>
        PlainText(Read(owner)?.Elements("param").FirstOrDefault(element => element.Attribute("name")?.Value == parameter));

    private XElement? Find(ISymbol symbol)
    {
        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
        {
            string text = TextOf(reference.GetSyntax(cancellationToken));
            if (text.Length > 0)
            {
                return Parse(text);
            }
        }

        return null;
    }

    /// <summary>An element's text in one line, references by their last name.</summary>
    public static string? PlainText(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        StringBuilder text = new();
        Append(text, element);
        string line = string.Join(" ", text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? null : line;
    }

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (XNode node in element.Nodes())
        {
            switch (node)
            {
                case XText content:
                    text.Append(content.Value);
                    break;
                case XElement { IsEmpty: true } reference:
                    text.Append(ReferenceName(reference));
                    break;
                case XElement inner:
                    text.Append(inner.Name == "para" ? " " : "");
                    Append(text, inner);
                    break;
            }
        }
    }

    private static string ReferenceName(XElement reference)
    {
        string target = (string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name")
            ?? (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("href") ?? "";
        return reference.Attribute("cref") is null ? target : LastName(target);
    }

    /// <summary>The last name of a <c>cref</c>: <c>M:A.B.C(System.Int32)</c> gives <c>C</c>.</summary>
    public static string LastName(string cref)
    {
        string name = cref.Split('(')[0];
        int end = name.IndexOfAny(['{', '<']);
        name = end < 0 ? name : name.Substring(0, end);
        return name.Substring(name.LastIndexOfAny(['.', ':']) + 1);
    }

    private static string TextOf(SyntaxNode node)
    {
        // A positional record's property and a variable have no trivia of their own.
        SyntaxNode declaration = node is VariableDeclaratorSyntax { Parent.Parent: { } field } ? field : node;

        StringBuilder text = new();
        foreach (SyntaxTrivia trivia in declaration.GetLeadingTrivia())
        {
            // Without a documentation file the compiler leaves /// as an ordinary comment.
            if (trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia)
                || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            {
                AppendLines(text, trivia.ToFullString());
            }
        }

        return text.ToString();
    }

    private static void AppendLines(StringBuilder text, string comment)
    {
        bool isBlock = comment.StartsWith("/**", StringComparison.Ordinal);
        if (!isBlock && !comment.StartsWith("///", StringComparison.Ordinal))
        {
            return;
        }

        foreach (string line in comment.Replace("\r", "").Split('\n'))
        {
            string trimmed = line.TrimStart();
            if (!isBlock)
            {
                trimmed = trimmed.StartsWith("///", StringComparison.Ordinal) ? trimmed.Substring(3) : trimmed;
            }
            else
            {
                trimmed = trimmed.Replace("/**", "").Replace("*/", "");
                trimmed = trimmed.StartsWith("*", StringComparison.Ordinal) ? trimmed.Substring(1) : trimmed;
            }

            if (trimmed.Trim().Length > 0)
            {
                text.Append(trimmed).Append('\n');
            }
        }
    }

    private static XElement? Parse(string text)
    {
        if (PlainSummary.Match(text) is { Success: true } summary)
        {
            return new XElement("doc", new XElement("summary", summary.Groups[1].Value));
        }

        try
        {
            return XElement.Parse($"<doc>{text}</doc>", LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            // The compiler reports ill-formed documentation where the user asks for it.
            return null;
        }
    }
}
