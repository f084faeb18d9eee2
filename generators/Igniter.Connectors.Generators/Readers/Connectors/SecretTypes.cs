using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Walks types and tells where secrets are in them.</summary>
internal sealed class SecretTypes(Compilation compilation)
{
    private const string Sdk = "Igniter.Connectors";

    private readonly HashSet<INamedTypeSymbol> _types = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, bool> _holds = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _secretInDerived = new(SymbolEqualityComparer.Default);

    /// <summary>The definitions of all types seen.</summary>
    public IEnumerable<INamedTypeSymbol> Types => _types;

    public void Visit(ITypeSymbol type)
    {
        foreach (INamedTypeSymbol named in Named(type))
        {
            if (!_types.Add(named.OriginalDefinition) || !IsLookedInto(named.OriginalDefinition))
            {
                continue;
            }

            AddOverridden(named.OriginalDefinition);
            foreach (ITypeSymbol next in Parts(named.OriginalDefinition))
            {
                Visit(next);
            }
        }
    }

    /// <summary>Whether a member's value is marked as secret, also through the parameter of a positional record or in a type seen that overrides it.</summary>
    public bool IsSecret(ISymbol member) => _secretInDerived.Contains(member.OriginalDefinition) || IsMarked(member);

    /// <summary>A base record prints a property with the value of the one that overrides it.</summary>
    private void AddOverridden(INamedTypeSymbol type)
    {
        foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>().Where(property => property.IsOverride && IsMarked(property)))
        {
            for (IPropertySymbol? overridden = property.OverriddenProperty; overridden is not null; overridden = overridden.OverriddenProperty)
            {
                _secretInDerived.Add(overridden.OriginalDefinition);
            }
        }
    }

    /// <summary>Whether a member itself says that its value is secret, or the parameter of a positional record does.</summary>
    public static bool IsMarked(ISymbol member)
    {
        IEnumerable<ISymbol> parameters = member is IPropertySymbol { ContainingType: { IsRecord: true } record }
            ? record.InstanceConstructors.SelectMany(constructor => constructor.Parameters).Where(parameter => parameter.Name == member.Name)
            : [];
        TypeAttributes attributes = TypeAttributes.Read(parameters.Prepend(member));
        return attributes.IsEncrypted || attributes.IsSensitive;
    }

    /// <summary>Whether printing a value of the type could show a secret.</summary>
    /// <param name="type">The type.</param>
    /// <param name="printsSafely">Whether a type that holds secrets is known to hide them.</param>
    public bool Leaks(ITypeSymbol type, Func<INamedTypeSymbol, bool> printsSafely) =>
        Printed(type).Any(part => !printsSafely(part.OriginalDefinition) && Holds(part.OriginalDefinition));

    /// <summary>Types whose values a value of this type prints: itself, and what a tuple, a nullable or a generic record is made of.</summary>
    private static IEnumerable<INamedTypeSymbol> Printed(ITypeSymbol type) => type is not INamedTypeSymbol named
        ? []
        : PrintsItsMembers(named) ? named.TypeArguments.SelectMany(Printed).Prepend(named) : [];

    /// <summary>Everything but a class or struct without a <c>ToString</c> of its own, which prints its name.</summary>
    private static bool PrintsItsMembers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null && current.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); current = current.BaseType)
        {
            if (current.IsRecord || !current.GetMembers("ToString").IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private bool Holds(INamedTypeSymbol type)
    {
        if (_holds.TryGetValue(type, out bool known))
        {
            return known;
        }

        _holds[type] = false;
        bool holds = IsLookedInto(type) && (Members(type).Any(IsSecret) || Parts(type).SelectMany(Named).Any(part => Holds(part.OriginalDefinition)));
        _holds[type] = holds;
        return holds;
    }

    /// <summary>The types that values of a type hold or are.</summary>
    private IEnumerable<ITypeSymbol> Parts(INamedTypeSymbol type)
    {
        if (!IsLookedInto(type))
        {
            return [];
        }

        IEnumerable<ITypeSymbol> parts = Members(type).Select(member => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type);
        IEnumerable<ITypeSymbol> derived = type.GetAttributes()
            .Where(attribute => attribute.AttributeClass.Is("System.Text.Json.Serialization", "JsonDerivedTypeAttribute"))
            .Select(attribute => attribute.ConstructorArguments.FirstOrDefault().Value)
            .OfType<ITypeSymbol>();
        return type.BaseType is { } baseType ? parts.Concat(derived).Append(baseType) : parts.Concat(derived);
    }

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type) => type.GetMembers()
        .Where(member => !member.IsStatic && member is IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol { IsIndexer: false });

    /// <summary>The named types that a type is written with.</summary>
    private static IEnumerable<INamedTypeSymbol> Named(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Named(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Named).Prepend(named),
        _ => [],
    };

    /// <summary>Whether secrets can be in it at all: framework types know no such marks.</summary>
    private bool IsLookedInto(INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
        || type.ContainingAssembly?.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name is Sdk or "Microsoft.Extensions.Compliance.Abstractions")) == true;
}
