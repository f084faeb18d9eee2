using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>A text for people that is known now, or only at run time because it comes from a resource.</summary>
/// <param name="Constant">The text; null when it is only known at run time.</param>
/// <param name="Code">A C# expression that gives it.</param>
internal readonly record struct DisplayText(string? Constant, string Code)
{
    public static DisplayText Of(string constant) => new(constant, Literals.Of(constant));

    /// <summary>A member's name in messages: <c>[Display(Name)]</c>, <c>[DisplayName]</c>, or its C# name.</summary>
    public static DisplayText NameOf(ISymbol member, IReadOnlyList<AttributeData> attributes, ReaderContext context)
    {
        AttributeData? display = Find(attributes, "System.ComponentModel.DataAnnotations", "DisplayAttribute");
        if (display?.NamedArgument("Name") is string name)
        {
            return display.NamedArgument("ResourceType") is not INamedTypeSymbol resources
                ? Of(name)
                : FromResource(resources, name, context) ?? Of(name);
        }

        AttributeData? displayName = Find(attributes, "System.ComponentModel", "DisplayNameAttribute");
        return Of(displayName?.ConstructorArguments.FirstOrDefault().Value is string { Length: > 0 } text ? text : member.Name);
    }

    /// <summary>A static string property that generated code can read; null when there is none.</summary>
    public static DisplayText? FromResource(INamedTypeSymbol type, string name, ReaderContext context)
    {
        IPropertySymbol? property = type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault(candidate =>
            candidate is { IsStatic: true, Type.SpecialType: SpecialType.System_String, GetMethod: not null } && context.IsAccessible(candidate.GetMethod));

        return property is null
            ? null
            : new DisplayText(null, $"{type.ToFullName()}.{name.ToIdentifier()}" + (property.Type.AllowsNull() ? "!" : ""));
    }

    private static AttributeData? Find(IReadOnlyList<AttributeData> attributes, string containingNamespace, string name) =>
        attributes.FirstOrDefault(attribute => attribute.AttributeClass.Is(containingNamespace, name));
}
