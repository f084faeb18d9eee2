using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Igniter.Connectors.Generators;

/// <summary>
/// What of a file can matter to a connector's model in another one. What can be told from its outermost declarations is found at once: of a file that
/// nothing depends on, such as the one that is being typed in, no more is asked.
/// </summary>
internal sealed class FileSurface
{
    // A tree never changes, so what was found in it holds as long as it lives.
    private static readonly ConditionalWeakTable<SyntaxTree, FileSurface> Known = new();

    private readonly List<string> _typeNames = [];
    private readonly List<string> _namespaces = [];
    private readonly Lazy<FileContent> _content;

    private FileSurface(SyntaxTree tree)
    {
        _content = new(() => new FileContent(tree));
        if (tree.GetRoot() is CompilationUnitSyntax unit)
        {
            AddMembers(unit.Members, "");
            IsEverywhere = unit.AttributeLists.Count > 0 || unit.Externs.Count > 0 || HasGlobalUsing(unit) || _namespaces.Exists(IsLookedUpByName);
        }
    }

    /// <summary>The types that other files can name: those in no other type, attributes also without their suffix.</summary>
    public IReadOnlyList<string> TypeNames => _typeNames;

    /// <summary>The namespaces it declares something in.</summary>
    public IReadOnlyList<string> Namespaces => _namespaces;

    /// <summary>Whether it can matter to a file that names nothing of it: by global usings, attributes of the assembly, or types that readers look for.</summary>
    public bool IsEverywhere { get; }

    /// <summary>What all of its declarations say.</summary>
    public FileContent Content => _content.Value;

    public static FileSurface Of(SyntaxTree tree) => Known.GetValue(tree, static unknown => new FileSurface(unknown));

    private void AddMembers(SyntaxList<MemberDeclarationSyntax> members, string containing)
    {
        foreach (MemberDeclarationSyntax member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax declared:
                    string name = containing + declared.Name.ToString();
                    _namespaces.Add(name);
                    AddMembers(declared.Members, name + ".");
                    break;
                case BaseTypeDeclarationSyntax type:
                    AddTypeName(type.Identifier.ValueText);
                    break;
                case DelegateDeclarationSyntax type:
                    AddTypeName(type.Identifier.ValueText);
                    break;
            }
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

    private static bool HasGlobalUsing(CompilationUnitSyntax unit)
    {
        foreach (UsingDirectiveSyntax used in unit.Usings)
        {
            if (!used.GlobalKeyword.IsKind(SyntaxKind.None))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether readers find types of the namespace by their full name, mentioned or not.</summary>
    private static bool IsLookedUpByName(string name) => name.Split('.')[0] is "System" or "Microsoft" or "Igniter";
}
