using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads what is to be checked on a member, parameter or type: its validation attributes and its nullability.</summary>
internal static class ValidationReader
{
    /// <summary>Reads the checks of a property or parameter, or of a type itself (then <paramref name="member"/> is the type, too).</summary>
    /// <param name="member">The property, parameter or type that carries the attributes. A positional record's parameter counts for its property.</param>
    /// <param name="type">The member's type, with its nullable annotation.</param>
    /// <param name="context">Gets the attributes that can't be used.</param>
    public static EquatableArray<CheckModel> Read(ISymbol member, ITypeSymbol type, ReaderContext context) => default;

    /// <summary>Whether the type implements <c>IValidatableObject</c>.</summary>
    public static bool IsValidatableObject(ITypeSymbol type) =>
        type.AllInterfaces.Any(candidate => candidate.Is("System.ComponentModel.DataAnnotations", "IValidatableObject"));
}
