using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Igniter.Connectors.Generators;

/// <summary>What of a file can matter to a connector's model: its declarations and their documentation, but no body and no ordinary comment.</summary>
internal sealed class FileSurface
{
    // A tree never changes, so what was found in it holds as long as it lives.
    private static readonly ConditionalWeakTable<SyntaxTree, FileSurface> Known = new();

    private readonly HashSet<string> _identifiers = new(StringComparer.Ordinal);
    private readonly List<string> _typeNames = [];
    private readonly List<string> _namespaces = [];
    private StableHash _hash = StableHash.Start;

    private FileSurface(SyntaxTree tree)
    {
        SyntaxNode root = tree.GetRoot();
        _hash.Add(tree.Options.GetHashCode());
        _hash.Add(IsNamedAsGenerated(tree.FilePath) ? 1 : 0);
        foreach (SyntaxNodeOrToken part in root.DescendantNodesAndTokens(static node => !IsBody(node)))
        {
            if (part.IsToken)
            {
                Add(part.AsToken());
            }
            else if (part.AsNode() is { } node)
            {
                Add(node);
            }
        }

        IsEverywhere = root is CompilationUnitSyntax unit
            && (unit.Usings.Any(used => !used.GlobalKeyword.IsKind(SyntaxKind.None)) || unit.AttributeLists.Count > 0 || unit.Externs.Count > 0
                || _namespaces.Exists(IsLookedUpByName));
    }

    /// <summary>Equal for files that declare the same.</summary>
    public ulong Hash => _hash.Value;

    /// <summary>All names that its declarations mention.</summary>
    public IReadOnlyCollection<string> Identifiers => _identifiers;

    /// <summary>The types that other files can name: those in no other type, attributes also without their suffix.</summary>
    public IReadOnlyList<string> TypeNames => _typeNames;

    /// <summary>The namespaces it declares something in.</summary>
    public IReadOnlyList<string> Namespaces => _namespaces;

    /// <summary>Whether it can matter to a file that names nothing of it: by global usings, attributes of the assembly, or types that readers look for.</summary>
    public bool IsEverywhere { get; }

    public static FileSurface Of(SyntaxTree tree) => Known.GetValue(tree, static unknown => new FileSurface(unknown));

    private void Add(SyntaxToken token)
    {
        foreach (SyntaxTrivia trivia in token.LeadingTrivia)
        {
            Add(trivia);
        }

        _hash.Add(token.Text);
        AddIdentifier(token);
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

    private void Add(SyntaxNode node)
    {
        switch (node)
        {
            case BaseNamespaceDeclarationSyntax declared:
                string containing = declared.Parent is BaseNamespaceDeclarationSyntax ? _namespaces.LastOrDefault() + "." : "";
                _namespaces.Add(containing + declared.Name.ToString());
                break;
            case BaseTypeDeclarationSyntax { Parent: BaseNamespaceDeclarationSyntax or CompilationUnitSyntax } type:
                AddTypeName(type.Identifier.ValueText);
                break;
            case DelegateDeclarationSyntax { Parent: BaseNamespaceDeclarationSyntax or CompilationUnitSyntax } type:
                AddTypeName(type.Identifier.ValueText);
                break;
            case not null when IsBody(node):
                AddBody(node);
                break;
        }
    }

    private void AddTypeName(string name)
    {
        _typeNames.Add(name);
        string shortName = Names.WithoutSuffix(name, "Attribute");
        if (shortName != name)
        {
            _typeNames.Add(shortName);
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

    /// <summary>Whether readers find types of the namespace by their full name, mentioned or not.</summary>
    private static bool IsLookedUpByName(string name) => name.Split('.')[0] is "System" or "Microsoft" or "Igniter";

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
