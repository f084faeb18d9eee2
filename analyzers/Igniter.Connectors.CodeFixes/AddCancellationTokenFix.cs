using System.Collections.Immutable;
using System.Composition;
using Igniter.Connectors.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Igniter.Connectors.CodeFixes;

/// <summary>Gives an action a token (IGN0104).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddCancellationTokenFix : ConnectorFix
{
    private static readonly string[] Names = ["cancellationToken", "token", "callCancellationToken"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleCatalog.NoCancellationToken.Id];

    private protected override IEnumerable<string> GetTitles(Diagnostic diagnostic) => ["Add a CancellationToken"];

    /// <summary>A method that an interface demands, or that has a second part, can't take more than that.</summary>
    private protected override Task<bool> CanRepairAsync(Mistake mistake, CancellationToken cancellationToken) => Task.FromResult(
        mistake.Node is MethodDeclarationSyntax syntax
        && !syntax.Modifiers.Any(SyntaxKind.PartialKeyword)
        && mistake.Model.GetDeclaredSymbol(syntax, cancellationToken) is { ContainingType: { } type } method
        && !type.AllInterfaces
            .SelectMany(contract => contract.GetMembers())
            .Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method)));

    private protected override async Task RepairAsync(Mistake mistake, SolutionEditor editor, string title, CancellationToken cancellationToken)
    {
        DocumentEditor document = await editor.GetDocumentEditorAsync(mistake.Document.Id, cancellationToken).ConfigureAwait(false);
        document.ReplaceNode(mistake.Node, (current, _) => AddToken((MethodDeclarationSyntax)current));
    }

    private static MethodDeclarationSyntax AddToken(MethodDeclarationSyntax method)
    {
        SeparatedSyntaxList<ParameterSyntax> parameters = method.ParameterList.Parameters;
        ParameterSyntax token = SyntaxFactory.Parameter(SyntaxFactory.Identifier(FreeName(method)))
            .WithType(Name("System.Threading.CancellationToken").WithTrailingTrivia(SyntaxFactory.Space));

        if (parameters.Any(parameter => parameter.Default is not null))
        {
            token = token.WithDefault(SyntaxFactory.EqualsValueClause(SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression))
                .WithEqualsToken(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space)));
        }

        bool isStream = method.Modifiers.Any(SyntaxKind.AsyncKeyword) && method.ReturnType.ToString().Contains("IAsyncEnumerable");
        if (isStream)
        {
            AttributeSyntax cancels = SyntaxFactory.Attribute(Name("System.Runtime.CompilerServices.EnumeratorCancellationAttribute"));
            token = token.WithAttributeLists([SyntaxFactory.AttributeList([cancels]).WithTrailingTrivia(SyntaxFactory.Space)]);
        }

        // Parameters that stand one below another go on so.
        bool standsAlone = parameters.Count > 0 && parameters.Last().GetLeadingTrivia().Count > 0;
        return method.WithParameterList(method.ParameterList.WithParameters(parameters.Count == 0
            ? [token]
            : SyntaxFactory.SeparatedList<ParameterSyntax>([
                .. parameters.GetWithSeparators(),
                SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(standsAlone ? SyntaxFactory.ElasticLineFeed : SyntaxFactory.Space),
                standsAlone ? token.WithLeadingTrivia(parameters.Last().GetLeadingTrivia()) : token,
            ])));
    }

    private static NameSyntax Name(string name) => SyntaxFactory.ParseName("global::" + name).WithAdditionalAnnotations(Simplifier.Annotation);

    private static string FreeName(MethodDeclarationSyntax method)
    {
        HashSet<string> taken = [.. method.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)];
        return Names.FirstOrDefault(name => !taken.Contains(name)) ?? "actionCancellationToken";
    }
}
