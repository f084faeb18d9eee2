using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Igniter.Connectors.Generators;

/// <summary>
/// Carries the user's documentation over to the clients. What the generated file can't refer to becomes plain text, and what is missing is
/// filled in, so that no warning arises from it in a project that writes a documentation file.
/// </summary>
internal sealed class ClientDocumentation(ReaderContext reader)
{
    private static readonly XmlWriterSettings Settings = new() { ConformanceLevel = ConformanceLevel.Fragment, NewLineChars = "\n" };

    /// <summary>What ends a line in C#; to XML most of it is text.</summary>
    private static readonly char[] LineEnds = ['\n', '\u0085', '\u2028', '\u2029'];

    private readonly StringBuilder _text = new();
    private XmlWriter? _writer;

    /// <summary>The documentation of a client: the class's summary and remarks.</summary>
    public string OfClass(INamedTypeSymbol connector, string fallback)
    {
        List<XElement> kept = Keep(connector, ["summary", "remarks", "example", "seealso"], []);
        return Write(kept, fallback);
    }

    /// <summary>The documentation of a client's method.</summary>
    /// <param name="method">The action's method.</param>
    /// <param name="fallback">The summary where the user wrote none.</param>
    /// <param name="inputs">The input parameters' names.</param>
    /// <param name="token">The name of the user's token parameter, and the client's.</param>
    public string OfAction(IMethodSymbol method, string fallback, IReadOnlyList<string> inputs, string token)
    {
        string[] parameters = [.. inputs, token];
        List<XElement> kept = Keep(method, ["summary", "remarks", "example", "seealso", "exception", "returns", "param", "value"], parameters);

        List<XElement> ordered = kept.Where(element => element.Name != "param").ToList();
        int end = ordered.FindIndex(element => element.Name == "summary") + 1;
        ordered.InsertRange(end, parameters.Select(name =>
            kept.FirstOrDefault(element => element.Name == "param" && (string?)element.Attribute("name") == name)
            ?? new XElement("param", new XAttribute("name", name), name == token ? "Cancels the call." : new XText($"The action's {name}."))));
        return Write(ordered, fallback);
    }

    private List<XElement> Keep(ISymbol symbol, string[] names, string[] parameters)
    {
        XElement? documentation = reader.Documentation.Read(symbol);
        if (documentation is null)
        {
            return [];
        }

        Dictionary<string, string> references = documentation.Descendants().Attributes("cref").Any() ? ReadReferences(symbol) : [];
        List<XElement> kept = [];
        foreach (XElement element in documentation.Elements().Where(element => names.Contains(element.Name.LocalName)).Select(element => new XElement(element)))
        {
            foreach (XElement inner in element.Descendants().ToList())
            {
                Mend(inner, references, parameters);
            }

            if (element.Attribute("cref") is not { } cref || references.TryGetValue(cref.Value, out _))
            {
                element.Attribute("cref")?.SetValue(references[element.Attribute("cref")!.Value]);
                kept.Add(element);
            }
        }

        return kept;
    }

    private static void Mend(XElement element, Dictionary<string, string> references, string[] parameters)
    {
        if (element.Attribute("cref") is { } cref)
        {
            if (references.TryGetValue(cref.Value, out string target))
            {
                cref.Value = target;
            }
            else
            {
                element.ReplaceWith(new XElement("c", element.IsEmpty ? DocumentationReader.LastName(cref.Value) : element.Value));
            }
        }
        else if (element.Name == "paramref" && !parameters.Contains((string?)element.Attribute("name")))
        {
            element.ReplaceWith(new XElement("c", (string?)element.Attribute("name")));
        }
        else if (element.Name.LocalName is "typeparamref" or "include" or "inheritdoc")
        {
            element.Remove();
        }
    }

    /// <summary>What the user's references mean where they stand, as documentation ids, which mean the same everywhere.</summary>
    private Dictionary<string, string> ReadReferences(ISymbol symbol)
    {
        Dictionary<string, string> references = [];
        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
        {
            IEnumerable<XmlCrefAttributeSyntax> crefs = reference.GetSyntax(reader.CancellationToken).GetLeadingTrivia()
                .Select(trivia => trivia.GetStructure()).OfType<DocumentationCommentTriviaSyntax>()
                .SelectMany(comment => comment.DescendantNodes().OfType<XmlCrefAttributeSyntax>());
            foreach (XmlCrefAttributeSyntax cref in crefs)
            {
                SymbolInfo target = reader.Compilation.GetSemanticModel(reference.SyntaxTree).GetSymbolInfo(cref.Cref, reader.CancellationToken);
                if (target.Symbol?.OriginalDefinition.GetDocumentationCommentId() is { } id)
                {
                    references[cref.Cref.ToString()] = id;
                }
            }
        }

        return references;
    }

    private string Write(List<XElement> elements, string fallback)
    {
        if (!elements.Any(element => element.Name == "summary"))
        {
            elements.Insert(0, new XElement("summary", ToXmlText(fallback)));
        }

        // One writer for all: making one costs far more than using it.
        _writer ??= XmlWriter.Create(_text, Settings);
        _text.Clear();
        foreach (XElement element in elements)
        {
            element.WriteTo(_writer);
            _writer.Flush();
            _text.Append('\n');
        }

        IEnumerable<string> lines = _text.ToString().Split(LineEnds)
            .Select(line => line.StartsWith(" ", StringComparison.Ordinal) ? line.Substring(1) : line)
            .Where(line => line.Trim().Length > 0);
        return string.Join("\n", lines);
    }

    /// <summary>The text with U+FFFD in the place of what XML has no character for.</summary>
    private static string ToXmlText(string text)
    {
        StringBuilder characters = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]);
            characters.Append(isPair || XmlConvert.IsXmlChar(text[i]) ? text[i] : '\ufffd');
            if (isPair)
            {
                characters.Append(text[++i]);
            }
        }

        return characters.ToString();
    }
}
