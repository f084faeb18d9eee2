using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Analyzers;

/// <summary>The types of this compilation's source that cross a connector's border, and how.</summary>
internal sealed class ConnectorBorders
{
    private readonly Dictionary<ITypeSymbol, Border> _types = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, ConnectorShape> _reachedBy = new(SymbolEqualityComparer.Default);
    private readonly KnownSymbols _symbols;

    private ConnectorBorders(KnownSymbols symbols) => _symbols = symbols;

    /// <summary>Whether there is any connector.</summary>
    public bool HasConnectors { get; private set; }

    /// <summary>The borders of some connectors.</summary>
    public static ConnectorBorders Of(IEnumerable<ConnectorShape> connectors, KnownSymbols symbols)
    {
        ConnectorBorders borders = new(symbols);
        foreach (ConnectorShape connector in connectors)
        {
            borders.Add(connector);
        }

        return borders;
    }

    /// <summary>A connector whose border a type crosses; null for none.</summary>
    public ConnectorShape? FindConnector(ITypeSymbol type) => _reachedBy.TryGetValue(type.OriginalDefinition, out ConnectorShape? connector) ? connector : null;

    public Border this[ITypeSymbol type] => _types.TryGetValue(type.OriginalDefinition, out Border border) ? border : Border.None;

    /// <summary>The instance properties that a type of a border shows: what JSON may hold and a record prints.</summary>
    public static IEnumerable<IPropertySymbol> PropertiesOf(ITypeSymbol type) => type.GetMembers().OfType<IPropertySymbol>().Where(
        property => property is { IsStatic: false, IsIndexer: false, IsImplicitlyDeclared: false, GetMethod: not null } && IsShown(property));

    /// <summary>The types that a value of a type may be in JSON.</summary>
    public static IEnumerable<ITypeSymbol> DerivedTypesOf(ITypeSymbol type) => type.GetAttributes()
        .Where(attribute => attribute.AttributeClass?.Name == "JsonDerivedTypeAttribute")
        .Select(attribute => attribute.ConstructorArguments.FirstOrDefault().Value)
        .OfType<ITypeSymbol>();

    /// <summary>Whether JSON or <c>ToString()</c> look at the property.</summary>
    public static bool IsShown(IPropertySymbol property) =>
        property.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "JsonIncludeAttribute")
        || ((property.DeclaredAccessibility == Accessibility.Public || property.ContainingType.TypeKind == TypeKind.Interface)
            && (property.ContainingType.IsRecord || !IsIgnored(property)));

    private static bool IsIgnored(IPropertySymbol property) => property.GetAttributes().Any(
        attribute => attribute.AttributeClass?.Name == "JsonIgnoreAttribute" && (attribute.FindNamed("Condition")?.Value ?? 1) is 1);

    private void Add(ConnectorShape connector)
    {
        HasConnectors = true;
        Add(connector.Config, Border.Config, connector);
        foreach (IMethodSymbol action in connector.Actions)
        {
            AddInputs(connector, action);
            Add(ConnectorShape.ResultOf(action), Border.Message, connector);
        }

        foreach (IMethodSymbol webhook in connector.Webhooks)
        {
            AddInputs(connector, webhook);
        }
    }

    private void AddInputs(ConnectorShape connector, IMethodSymbol method)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (connector.IsInput(parameter))
            {
                Add(parameter.Type, Border.Message, connector);
            }
        }
    }

    private void Add(ITypeSymbol? type, Border border, ConnectorShape connector)
    {
        if (type is IArrayTypeSymbol array)
        {
            Add(array.ElementType, border, connector);
            return;
        }

        if (type is not INamedTypeSymbol named)
        {
            return;
        }

        foreach (ITypeSymbol argument in named.TypeArguments)
        {
            Add(argument, border, connector);
        }

        INamedTypeSymbol definition = named.OriginalDefinition;
        if (definition.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface)
            || definition.DeclaringSyntaxReferences.IsEmpty
            || (this[definition] & border) == border)
        {
            return;
        }

        _reachedBy[definition] = FindConnector(definition) ?? connector;
        _types[definition] = this[definition] | border;
        Add(named.BaseType, border, connector);
        foreach (ITypeSymbol derived in DerivedTypesOf(definition))
        {
            Add(derived, border, connector);
        }

        foreach (IPropertySymbol property in PropertiesOf(named))
        {
            Add(property.Type, _symbols.Secrets.Of(property) == SecretMark.None ? border : Hide(border), connector);
        }
    }

    private static Border Hide(Border border) => border switch
    {
        Border.Config => Border.HiddenConfig,
        Border.Message => Border.HiddenMessage,
        _ => border,
    };
}

/// <summary>How a type crosses a connector's border.</summary>
[Flags]
internal enum Border
{
    None = 0,

    /// <summary>Stored, as configuration or part of it.</summary>
    Config = 1,

    /// <summary>An action's input or output, or a webhook's payload, or part of one.</summary>
    Message = 2,

    /// <summary>Part of a configuration's property that is marked as a secret as a whole.</summary>
    HiddenConfig = 4,

    /// <summary>Part of such a property of an input, output or payload.</summary>
    HiddenMessage = 8,
}
