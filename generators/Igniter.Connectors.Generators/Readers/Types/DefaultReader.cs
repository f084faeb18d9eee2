using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Igniter.Connectors.Generators;

/// <summary>Reads the values that members have when nobody sets them, as JSON.</summary>
internal static class DefaultReader
{
    /// <summary>The initializer of a property or field, where it is a constant other than null.</summary>
    public static string? ReadInitializer(ISymbol member, ITypeSymbol type, ReaderContext context)
    {
        foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
        {
            ExpressionSyntax? initializer = reference.GetSyntax(context.CancellationToken) switch
            {
                PropertyDeclarationSyntax property => property.Initializer?.Value,
                VariableDeclaratorSyntax field => field.Initializer?.Value,
                _ => null,
            };

            if (initializer is not null)
            {
                return ToJson(Evaluate(initializer, context), type);
            }
        }

        return null;
    }

    /// <summary>A parameter's default, where it has one other than null.</summary>
    public static string? ReadParameter(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue ? ToJson(parameter.ExplicitDefaultValue, parameter.Type) : null;

    private static object? Evaluate(ExpressionSyntax expression, ReaderContext context) => expression switch
    {
        // Most initializers are literals; they need no semantic model.
        LiteralExpressionSyntax { RawKind: not (int)SyntaxKind.DefaultLiteralExpression } literal => literal.Token.Value,
        MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax, Name.Identifier.Text: nameof(string.Empty) } => "",
        InvocationExpressionSyntax { Expression: not IdentifierNameSyntax { Identifier.Text: "nameof" } } => null,
        BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax => null,
        _ => context.Compilation.GetSemanticModel(expression.SyntaxTree).GetConstantValue(expression, context.CancellationToken).Value,
    };

    private static string? ToJson(object? value, ITypeSymbol type)
    {
        ITypeSymbol underlying = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;

        return value switch
        {
            null => null,
            _ when underlying.TypeKind == TypeKind.Enum => EnumReader.FindJsonName(underlying, value) is { } name ? JsonText.Of(name) : null,
            _ => JsonText.Of(value),
        };
    }
}
