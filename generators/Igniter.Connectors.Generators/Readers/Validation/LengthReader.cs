using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads <c>[StringLength]</c>, <c>[MinLength]</c>, <c>[MaxLength]</c> and <c>[Length]</c>.</summary>
internal static class LengthReader
{
    public static LengthCheck? Read(CheckTarget target, AttributeData attribute)
    {
        string name = attribute.AttributeClass!.Name;
        string? length = name == "StringLengthAttribute" && !target.IsString ? null : LengthOf(target.Type);
        if (length is null)
        {
            target.ReportMisfit(attribute);
            return null;
        }

        int[] arguments = [.. attribute.ConstructorArguments.Select(argument => argument.Value).OfType<int>()];
        return name switch
        {
            "StringLengthAttribute" => StringLength(target, attribute, arguments[0], attribute.NamedArgument("MinimumLength") as int? ?? 0, length),
            "MinLengthAttribute" => MinLength(target, attribute, arguments[0], length),
            "MaxLengthAttribute" => MaxLength(target, attribute, arguments.Length == 0 ? -1 : arguments[0], length),
            _ => Length(target, attribute, arguments[0], arguments[1], length),
        };
    }

    private static LengthCheck? StringLength(CheckTarget target, AttributeData attribute, int maximum, int minimum, string length)
    {
        string standard = minimum == 0
            ? "The field {0} must be a string with a maximum length of {1}."
            : "The field {0} must be a string with a minimum length of {2} and a maximum length of {1}.";

        return Make(target, attribute, minimum, maximum, length, standard, MessageArgument.Of(maximum), MessageArgument.Of(minimum));
    }

    private static LengthCheck? MinLength(CheckTarget target, AttributeData attribute, int minimum, string length) =>
        Make(target, attribute, minimum, null, length, "The field {0} must be a string or array type with a minimum length of '{1}'.", MessageArgument.Of(minimum));

    /// <summary>Without a length, or with -1, it only matters to databases.</summary>
    private static LengthCheck? MaxLength(CheckTarget target, AttributeData attribute, int maximum, string length) => maximum == -1
        ? null
        : Make(
            target,
            attribute,
            null,
            maximum == 0 ? -1 : maximum,
            length,
            "The field {0} must be a string or array type with a maximum length of '{1}'.",
            MessageArgument.Of(maximum));

    private static LengthCheck? Length(CheckTarget target, AttributeData attribute, int minimum, int maximum, string length) => Make(
        target,
        attribute,
        minimum,
        maximum,
        length,
        "The field {0} must be a string or collection type with a minimum length of '{1}' and maximum length of '{2}'.",
        MessageArgument.Of(minimum),
        MessageArgument.Of(maximum));

    private static LengthCheck? Make(
        CheckTarget target, AttributeData attribute, int? minimum, int? maximum, string length, string standard, params MessageArgument[] arguments)
    {
        if (minimum < 0 || maximum < 0 || maximum < minimum)
        {
            target.Report(Rules.AttributeDoesNotFit, attribute, "no length satisfies it");
            return null;
        }

        return new LengthCheck(minimum == 0 ? null : minimum, maximum, length)
        {
            Message = MessageReader.Read(target, attribute, standard, arguments),
            NullForm = target.NullForm,
        };
    }

    /// <summary>C# that gets a value's length; null when it has none.</summary>
    private static string? LengthOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } or IArrayTypeSymbol => "{0}.Length",
        { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } => "global::Igniter.Connectors.Descriptors.ValidationChecks.CountOf({0})",
        _ when type.Is("System.Collections.Immutable", "ImmutableArray") => "({0}.IsDefault ? 0 : {0}.Length)",
        _ when HasCount(type) => "{0}.Count",
        _ => CountingInterfaceOf(type) is { } counting ? $"(({counting.ToFullName()}){{0}}).Count" : null,
    };

    private static bool HasCount(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers("Count").Any(member => member is IPropertySymbol
                {
                    IsStatic: false, DeclaredAccessibility: Accessibility.Public, Type.SpecialType: SpecialType.System_Int32, Parameters.IsEmpty: true,
                }))
            {
                return true;
            }
        }

        return false;
    }

    private static INamedTypeSymbol? CountingInterfaceOf(ITypeSymbol type) => type.AllInterfaces.FirstOrDefault(candidate =>
        candidate.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_ICollection_T
            or SpecialType.System_Collections_Generic_IReadOnlyCollection_T
        || candidate.Is("System.Collections", "ICollection"));
}
