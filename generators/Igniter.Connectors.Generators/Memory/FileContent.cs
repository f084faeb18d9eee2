using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Igniter.Connectors.Generators;

/// <summary>What a file says in its declarations and their documentation, but in no body and no ordinary comment.</summary>
internal sealed class FileContent
{
    private readonly HashSet<string> _identifiers = new(StringComparer.Ordinal);
    private StableHash _hash = StableHash.Start;

    public FileContent(SyntaxTree tree)
    {
        _hash.Add(tree.Options.GetHashCode());
        _hash.Add(IsNamedAsGenerated(tree.FilePath) ? 1 : 0);
        SyntaxNode root = tree.GetRoot();
        foreach (SyntaxNodeOrToken part in root.DescendantNodesAndTokens(static node => !IsBody(node)))
        {
            if (part.IsToken)
            {
                Add(part.AsToken());
                if (root.ContainsSkippedText)
                {
                    AddSkipped(part.AsToken());
                }
            }
            else if (part.AsNode() is { } node && IsBody(node))
            {
                AddBody(node);
            }
        }
    }

    /// <summary>Equal for files that declare the same.</summary>
    public ulong Hash => _hash.Value;

    /// <summary>All names that the declarations mention.</summary>
    public IReadOnlyCollection<string> Identifiers => _identifiers;

    private void Add(SyntaxToken token)
    {
        foreach (SyntaxTrivia trivia in token.LeadingTrivia)
        {
            Add(trivia);
        }

        _hash.Add(token.Text);
        AddIdentifier(token);
    }

    /// <summary>A brace too many is behind the last token that it could belong to, and ends what that is in.</summary>
    private void AddSkipped(SyntaxToken token)
    {
        foreach (SyntaxTrivia trivia in token.TrailingTrivia)
        {
            if (trivia.HasStructure)
            {
                Add(trivia);
            }
        }
    }

    private void AddIdentifier(SyntaxToken token)
    {
        if (token.IsKind(SyntaxKind.IdentifierToken))
        {
            _identifiers.Add(token.ValueText);
        }
    }

    private void Add(SyntaxTrivia trivia)
    {
        if (trivia.HasStructure)
        {
            // Documentation, whose references are bound, or a directive, which can switch nullability.
            _hash.Add(trivia.ToFullString());
            foreach (SyntaxToken token in trivia.GetStructure()!.DescendantTokens())
            {
                AddIdentifier(token);
            }
        }
        else if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
        {
            // Documentation where the project asks for none, or what makes the compiler take the file for a generated one.
            string comment = trivia.ToString();
            bool counts = comment.StartsWith("///", StringComparison.Ordinal) || comment.StartsWith("/**", StringComparison.Ordinal)
                || comment.Contains("<auto");
            if (counts)
            {
                _hash.Add(comment);
            }
        }
    }

    /// <summary>That there is a body can matter, and what its directives leave switched on behind it.</summary>
    private void AddBody(SyntaxNode body)
    {
        _hash.Add(body.RawKind);
        if (body.ContainsDirectives)
        {
            foreach (SyntaxTrivia trivia in body.DescendantTrivia().Where(trivia => trivia.IsDirective))
            {
                _hash.Add(trivia.ToFullString());
            }
        }
    }

    private static bool IsBody(SyntaxNode node) => node is BlockSyntax or ArrowExpressionClauseSyntax or GlobalStatementSyntax;

    /// <summary>The compiler switches nullability off in files of such names.</summary>
    private static bool IsNamedAsGenerated(string path)
    {
        string name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        return name.StartsWith("TemporaryGeneratedFile_", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".designer.cs", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".generated.cs", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".g.i.cs", StringComparison.OrdinalIgnoreCase);
    }
}
