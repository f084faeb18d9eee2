using Igniter.Connectors.Generators;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Analyzers;

/// <summary>A connector class as far as rules look at it.</summary>
/// <param name="type">The class.</param>
/// <param name="attribute">Its <c>[Connector]</c>.</param>
/// <param name="symbols">The compilation's symbols.</param>
internal sealed class ConnectorShape(INamedTypeSymbol type, AttributeData attribute, KnownSymbols symbols)
{
    public INamedTypeSymbol Type => type;

    public AttributeData Attribute => attribute;

    /// <summary>The key as written; null where there is none yet.</summary>
    public string? Key => attribute.ConstructorArguments is [{ Value: string key }, ..] ? key : null;

    /// <summary>The name of its clients.</summary>
    public string ClientName => Names.WithoutSuffix(type.Name, "Connector");

    /// <summary>The configuration's type; null for none.</summary>
    public INamedTypeSymbol? Config { get; } =
        attribute.FindNamed("Config")?.Value as INamedTypeSymbol ?? type.GetTypeMembers("Config").FirstOrDefault(candidate => candidate.Arity == 0);

    public IEnumerable<IMethodSymbol> Actions => MethodsWith(symbols.Action);

    public IEnumerable<IMethodSymbol> Webhooks => MethodsWith(symbols.Webhook);

    public IEnumerable<IMethodSymbol> MethodsWith(INamedTypeSymbol? marker) =>
        type.GetMembers().OfType<IMethodSymbol>().Where(method => method.Has(marker));

    /// <summary>Whether a parameter of an action or a webhook is input or payload: whether the runtime doesn't supply it.</summary>
    public bool IsInput(IParameterSymbol parameter) =>
        !parameter.Has(symbols.Service)
        && !parameter.Type.Is(symbols.CancellationToken)
        && !parameter.Type.DerivesFrom(symbols.ConnectorContext)
        && !parameter.Type.OriginalDefinition.Is(symbols.WebhookContext)
        && !parameter.Type.Is(symbols.WebhookRequest)
        && !parameter.Type.Is(Config)
        && !MethodsWith(symbols.OnContext).Any(maker => WithoutTask(maker.ReturnType).Is(parameter.Type));

    /// <summary>The result of a task, the items of a stream; the type itself otherwise, null for nothing.</summary>
    public static ITypeSymbol? ResultOf(IMethodSymbol method) => method.ReturnsVoid ? null : WithoutTask(method.ReturnType);

    private static ITypeSymbol? WithoutTask(ITypeSymbol result) => result switch
    {
        INamedTypeSymbol { Name: "Task" or "ValueTask" or "IAsyncEnumerable", TypeArguments: [ITypeSymbol value] } => value,
        INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 0 } => null,
        _ => result,
    };
}
