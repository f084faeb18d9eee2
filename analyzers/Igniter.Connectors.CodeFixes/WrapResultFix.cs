using System.Collections.Immutable;
using System.Composition;
using Igniter.Connectors.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Igniter.Connectors.CodeFixes;

/// <summary>Wraps an action's result into a task, or turns a sequence into a stream (IGN0101).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class WrapResultFix : ConnectorFix
{
    private const string TaskName = "global::System.Threading.Tasks.Task";
    private const string StreamName = "global::System.Collections.Generic.IAsyncEnumerable";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleCatalog.ActionReturnType.Id];

    private protected override IEnumerable<string> GetTitles(Diagnostic diagnostic) => ["Return a task"];

    private protected override Task<bool> CanRepairAsync(Mistake mistake, CancellationToken cancellationToken) => Task.FromResult(
        mistake.Node is MethodDeclarationSyntax { ReturnType: not RefTypeSyntax } method && (method.Body is not null || method.ExpressionBody is not null)
        && (!IsIterator(method) || ItemOf(method.ReturnType) is not null));

    private protected override async Task RepairAsync(Mistake mistake, SolutionEditor editor, string title, CancellationToken cancellationToken)
    {
        DocumentEditor document = await editor.GetDocumentEditorAsync(mistake.Document.Id, cancellationToken).ConfigureAwait(false);
        MethodDeclarationSyntax method = (MethodDeclarationSyntax)mistake.Node;
        bool endIsReachable = method.Body is { } body && mistake.Model.AnalyzeControlFlow(body) is { Succeeded: true, EndPointIsReachable: true };
        document.ReplaceNode(method, (current, _) => Wrap((MethodDeclarationSyntax)current, endIsReachable));
    }

    private static MethodDeclarationSyntax Wrap(MethodDeclarationSyntax method, bool endIsReachable)
    {
        if (IsIterator(method))
        {
            return AddAsync(WithReturnType(method, $"{StreamName}<{ItemOf(method.ReturnType)}>"));
        }

        bool returnsNothing = method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };
        string result = method.ReturnType.WithoutTrivia().ToString();
        MethodDeclarationSyntax wrapped = WithReturnType(method, returnsNothing ? TaskName : $"{TaskName}<{result}>");
        return method.Modifiers.Any(SyntaxKind.AsyncKeyword) ? wrapped
            : returnsNothing ? WrapNothing(wrapped, endIsReachable)
            : (MethodDeclarationSyntax)new ReturnWrapper(value => FromResult(value, result)).Visit(wrapped);
    }

    private static MethodDeclarationSyntax WithReturnType(MethodDeclarationSyntax method, string type) => method.WithReturnType(
        SyntaxFactory.ParseTypeName(type).WithTriviaFrom(method.ReturnType).WithAdditionalAnnotations(Simplifier.Annotation));

    /// <summary>A method that does something becomes one that does it and returns a completed task.</summary>
    private static MethodDeclarationSyntax WrapNothing(MethodDeclarationSyntax method, bool endIsReachable)
    {
        if (method.ExpressionBody is { } arrow)
        {
            BlockSyntax block = SyntaxFactory.Block(SyntaxFactory.ExpressionStatement(arrow.Expression), ReturnCompleted());
            return method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block.WithAdditionalAnnotations(Formatter.Annotation))
                .WithTrailingTrivia(method.GetTrailingTrivia());
        }

        MethodDeclarationSyntax wrapped = (MethodDeclarationSyntax)new ReturnWrapper(_ => Completed()).Visit(method);
        return endIsReachable ? wrapped.AddBodyStatements(ReturnCompleted().WithAdditionalAnnotations(Formatter.Annotation)) : wrapped;
    }

    private static MethodDeclarationSyntax AddAsync(MethodDeclarationSyntax method) => method.Modifiers.Any(SyntaxKind.AsyncKeyword)
        ? method
        : method.AddModifiers(SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space));

    private static ReturnStatementSyntax ReturnCompleted() => SyntaxFactory.ReturnStatement(Completed());

    private static ExpressionSyntax Completed() => Parse($"{TaskName}.CompletedTask");

    /// <summary>The type argument is written out because <c>Task&lt;int&gt;</c> isn't a <c>Task&lt;int?&gt;</c>.</summary>
    private static InvocationExpressionSyntax FromResult(ExpressionSyntax? value, string result) => SyntaxFactory.InvocationExpression(
        Parse(result.EndsWith("?", StringComparison.Ordinal) || value is LiteralExpressionSyntax or CollectionExpressionSyntax or ImplicitObjectCreationExpressionSyntax
            ? $"{TaskName}.FromResult<{result}>"
            : $"{TaskName}.FromResult"),
        SyntaxFactory.ArgumentList([SyntaxFactory.Argument(value?.WithoutTrivia() ?? Parse("default"))])).WithTriviaFrom(value ?? Parse("default"));

    private static ExpressionSyntax Parse(string expression) => SyntaxFactory.ParseExpression(expression).WithAdditionalAnnotations(Simplifier.Annotation);

    private static bool IsIterator(MethodDeclarationSyntax method) =>
        method.DescendantNodes(node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).OfType<YieldStatementSyntax>().Any();

    private static string? ItemOf(TypeSyntax type) => type is GenericNameSyntax { Identifier.ValueText: "IEnumerable", TypeArgumentList.Arguments: [{ } item] }
        ? item.ToString()
        : null;

    /// <summary>Changes what a method returns, but not what the functions within it do.</summary>
    private sealed class ReturnWrapper(Func<ExpressionSyntax?, ExpressionSyntax> wrap) : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitReturnStatement(ReturnStatementSyntax node) => node.Expression is null
            ? node.WithReturnKeyword(node.ReturnKeyword.WithTrailingTrivia(SyntaxFactory.Space)).WithExpression(wrap(null))
            : node.WithExpression(wrap(node.Expression));

        public override SyntaxNode? VisitArrowExpressionClause(ArrowExpressionClauseSyntax node) =>
            node.Parent is MethodDeclarationSyntax && node.Expression is not ThrowExpressionSyntax ? node.WithExpression(wrap(node.Expression)) : node;

        public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node) => node;

        public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) => node;

        public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) => node;

        public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node) => node;
    }
}
