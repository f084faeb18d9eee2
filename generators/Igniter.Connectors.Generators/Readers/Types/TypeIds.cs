using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Gives types names that can be part of a C# identifier, each once.</summary>
internal sealed class TypeIds
{
    private readonly HashSet<string> _taken = [];

    public string Create(ITypeSymbol type) => Reserve(NameOf(type));

    /// <summary>The wished id, with a number behind it when it is taken.</summary>
    public string Reserve(string wish)
    {
        string id = wish;
        for (int number = 2; !_taken.Add(id); number++)
        {
            id = wish + number.ToString(CultureInfo.InvariantCulture);
        }

        return id;
    }

    public static string NameOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => "ArrayOf" + NameOf(array.ElementType),
        IDynamicTypeSymbol => "Object",
        INamedTypeSymbol { IsTupleType: true } tuple => "TupleOf" + string.Join("And", tuple.TupleElements.Select(element => NameOf(element.Type))),
        INamedTypeSymbol { TypeArguments.IsEmpty: false } generic => char.ToUpperInvariant(generic.Name[0]) + generic.Name.Substring(1) + "Of" + string.Join("And", generic.TypeArguments.Select(NameOf)),
        { Name.Length: 0 } => "Unnamed",

        // No keyword starts with a capital.
        _ => char.ToUpperInvariant(type.Name[0]) + type.Name.Substring(1),
    };
}
