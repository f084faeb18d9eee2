using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Analyzers;

/// <summary>Tells which properties and parameters are marked as secrets.</summary>
internal sealed class SecretMarks(KnownSymbols symbols)
{
    private readonly INamedTypeSymbol? _classification =
        symbols.Type("Microsoft.Extensions.Compliance.Classification.DataClassificationAttribute");

    private readonly ConcurrentDictionary<ISymbol, SecretMark> _marks = new(SymbolEqualityComparer.Default);

    /// <summary>How a property or parameter is marked. A positional record's parameter counts for its property.</summary>
    public SecretMark Of(ISymbol symbol) => _marks.GetOrAdd(symbol.OriginalDefinition, Read);

    private SecretMark Read(ISymbol symbol)
    {
        SecretMark mark = ReadAttributes(symbol);
        if (symbol is not IPropertySymbol property)
        {
            return mark;
        }

        if (property.FindPositionalParameter() is { } parameter)
        {
            mark |= ReadAttributes(parameter);
        }

        // What overrides a secret is one.
        return property.OverriddenProperty is { } overridden ? mark | Of(overridden) : mark;
    }

    private SecretMark ReadAttributes(ISymbol symbol)
    {
        SecretMark mark = SecretMark.None;
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            mark |= attribute.AttributeClass switch
            {
                { } type when type.Is(symbols.Encrypted) => SecretMark.Encrypted,
                { } type when type.Is(symbols.Sensitive) || type.DerivesFrom(_classification) => SecretMark.Sensitive,
                _ => SecretMark.None,
            };
        }

        return mark;
    }
}

/// <summary>How a secret is marked.</summary>
[Flags]
internal enum SecretMark
{
    None = 0,
    Encrypted = 1,
    Sensitive = 2,
}
