using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Igniter.Connectors.Analyzers;

/// <summary>Looks at each <c>[Encrypted]</c> and <c>[Sensitive]</c>: whether it has an effect (IGN0202), and the secret no default (IGN0204).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretMarkAnalyzer : ConnectorAnalyzer
{
    /// <summary>Tells the fix what belongs there instead.</summary>
    internal const string InsteadProperty = "Instead";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleCatalog.IdleMark, RuleCatalog.SecretDefault];

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols) =>
        context.RegisterSyntaxNodeAction(node => Analyze(node, symbols), SyntaxKind.Attribute);

    private static void Analyze(SyntaxNodeAnalysisContext context, KnownSymbols symbols)
    {
        AttributeSyntax syntax = (AttributeSyntax)context.Node;
        if (!MayBeMark(syntax.Name)
            || context.SemanticModel.GetSymbolInfo(syntax, context.CancellationToken).Symbol?.ContainingType is not { } attribute
            || syntax.Parent?.Parent is not { } target)
        {
            return;
        }

        bool isEncrypted = attribute.Is(symbols.Encrypted);
        if (!isEncrypted && !attribute.Is(symbols.Sensitive))
        {
            return;
        }

        ISymbol? marked = FindMarked(target, context.SemanticModel, context.CancellationToken);
        if (marked is null)
        {
            return;
        }

        SecretMark mark = isEncrypted ? SecretMark.Encrypted : SecretMark.Sensitive;
        (string? reason, string? instead) = WhyIdle(marked, mark, symbols);
        if (reason is not null)
        {
            ImmutableDictionary<string, string?> properties = instead is null
                ? ImmutableDictionary<string, string?>.Empty
                : ImmutableDictionary<string, string?>.Empty.Add(InsteadProperty, instead);
            context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.IdleMark, syntax.GetLocation(), properties, mark.ToString(), reason));
        }
        else if (isEncrypted && FindDefault(target) is { } value && IsSecretLiteral(value, context.SemanticModel, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.SecretDefault, value.GetLocation(), marked.Name));
        }
    }

    /// <summary>Keeps the compiler from binding every attribute there is.</summary>
    private static bool MayBeMark(NameSyntax name)
    {
        SimpleNameSyntax? last = name switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax alias => alias.Name,
            _ => name as SimpleNameSyntax,
        };
        return last?.Identifier.ValueText is "Encrypted" or "EncryptedAttribute" or "Sensitive" or "SensitiveAttribute";
    }

    /// <summary>The property or parameter; for a positional record's parameter its property.</summary>
    private static ISymbol? FindMarked(SyntaxNode target, SemanticModel model, CancellationToken cancellationToken)
    {
        ISymbol? symbol = target switch
        {
            BasePropertyDeclarationSyntax => model.GetDeclaredSymbol(target, cancellationToken) as IPropertySymbol,
            ParameterSyntax parameter => model.GetDeclaredSymbol(parameter, cancellationToken),
            _ => null,
        };

        return symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsRecord: true } constructor }
            && target.Parent?.Parent is RecordDeclarationSyntax
            && constructor.ContainingType.FindProperty(symbol.Name) is { } property
            ? property
            : symbol;
    }

    private static (string? Reason, string? Instead) WhyIdle(ISymbol marked, SecretMark mark, KnownSymbols symbols) => marked switch
    {
        IPropertySymbol property => WhyIdle(property, mark, symbols),
        IParameterSymbol parameter => WhyIdle(parameter, mark, symbols),
        _ => (null, null),
    };

    private static (string? Reason, string? Instead) WhyIdle(IPropertySymbol property, SecretMark mark, KnownSymbols symbols)
    {
        if (property.IsStatic || property.IsIndexer || !ConnectorBorders.IsShown(property))
        {
            return ("only public instance properties that JSON doesn't ignore are stored or shown", null);
        }

        if (mark == SecretMark.Sensitive && (symbols.Secrets.Of(property) & SecretMark.Encrypted) != 0)
        {
            return ("what is [Encrypted] is never shown", null);
        }

        ConnectorBorders borders = symbols.Borders.Value;
        Border border = borders[property.ContainingType];
        if (border == Border.None)
        {
            // A library without connectors may declare types for those of other assemblies.
            return borders.HasConnectors || property.ContainingType.DeclaredAccessibility != Accessibility.Public
                ? ($"no connector's configuration, input, output or payload holds a '{property.ContainingType.Name}'", null)
                : (null, null);
        }

        return mark == SecretMark.Encrypted && (border & (Border.Config | Border.HiddenConfig)) == 0
            ? ("only a configuration is stored; use [Sensitive]", "Sensitive")
            : (null, null);
    }

    private static (string? Reason, string? Instead) WhyIdle(IParameterSymbol parameter, SecretMark mark, KnownSymbols symbols)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method
            || method.ContainingType is not { } type
            || symbols.FindConnector(type) is not { } connector
            || !(method.Has(symbols.Action) || method.Has(symbols.Webhook)))
        {
            return ("only parameters of actions and webhooks, and of positional records, are input", null);
        }

        if (!connector.IsInput(parameter))
        {
            return ("the runtime supplies this parameter", null);
        }

        return mark == SecretMark.Encrypted ? ("an input isn't stored; use [Sensitive]", "Sensitive") : (null, null);
    }

    private static ExpressionSyntax? FindDefault(SyntaxNode target) => target switch
    {
        PropertyDeclarationSyntax property => property.Initializer?.Value,
        ParameterSyntax parameter => parameter.Default?.Value,
        _ => null,
    };

    private static bool IsSecretLiteral(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetConstantValue(value, cancellationToken) is { HasValue: true, Value: { } constant }
        && model.GetTypeInfo(value, cancellationToken).Type is not { TypeKind: TypeKind.Enum }
        && constant is string { Length: > 0 }
            or sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal;
}
