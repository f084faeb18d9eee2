using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads what is to be checked on a member, parameter or type: its validation attributes and its nullability.</summary>
internal static class ValidationReader
{
    private const string Annotations = "System.ComponentModel.DataAnnotations";

    /// <summary>Reads the checks of a property or parameter, or of a type itself (then <paramref name="member"/> is the type, too).</summary>
    /// <param name="member">The property, parameter or type that carries the attributes. A positional record's parameter counts for its property.</param>
    /// <param name="type">The member's type, with its nullable annotation.</param>
    /// <param name="context">Gets the attributes that can't be used.</param>
    public static EquatableArray<CheckModel> Read(ISymbol member, ITypeSymbol type, ReaderContext context)
    {
        IReadOnlyList<AttributeData> attributes = AttributeFinder.Find(member);
        CheckTarget target = new(member, type, DisplayText.NameOf(member, attributes, context), context);
        List<CheckModel> checks = [];
        foreach (AttributeData attribute in attributes.Where(IsValidation))
        {
            if (Read(target, attribute) is { } check)
            {
                checks.Add(check);
            }
        }

        AddImplied(target, attributes, checks);
        return checks.OrderByDescending(check => check.IsFirst).ToEquatableArray();
    }

    /// <summary>Whether the type implements <c>IValidatableObject</c>.</summary>
    public static bool IsValidatableObject(ITypeSymbol type) => type.AllInterfaces.Any(candidate => candidate.Is(Annotations, "IValidatableObject"));

    private static CheckModel? Read(CheckTarget target, AttributeData attribute) =>
        !attribute.AttributeClass!.ContainingNamespace.Is(Annotations)
            ? AttributeCheckReader.Read(target, attribute)
            : attribute.AttributeClass.Name switch
            {
                "RequiredAttribute" => ReadRequired(target, attribute),
                "StringLengthAttribute" or "MinLengthAttribute" or "MaxLengthAttribute" or "LengthAttribute" => LengthReader.Read(target, attribute),
                "RangeAttribute" => RangeReader.Read(target, attribute),
                "RegularExpressionAttribute" => PatternReader.Read(target, attribute),
                "UrlAttribute" => FormatReader.Read(target, attribute, TextFormat.Url),
                "EmailAddressAttribute" => FormatReader.Read(target, attribute, TextFormat.EmailAddress),
                "PhoneAttribute" => FormatReader.Read(target, attribute, TextFormat.Phone),
                "CreditCardAttribute" => FormatReader.Read(target, attribute, TextFormat.CreditCard),
                "Base64StringAttribute" => FormatReader.Read(target, attribute, TextFormat.Base64),
                "AllowedValuesAttribute" => ValuesReader.Read(target, attribute, isAllowed: true),
                "DeniedValuesAttribute" => ValuesReader.Read(target, attribute, isAllowed: false),
                "CompareAttribute" => CompareReader.Read(target, attribute),
                "CustomValidationAttribute" => MethodCheckReader.Read(target, attribute),
                "DataTypeAttribute" => null,
                "FileExtensionsAttribute" when !target.IsString => ReadMisfit(target, attribute),
                _ => AttributeCheckReader.Read(target, attribute),
            };

    private static CheckModel? ReadMisfit(CheckTarget target, AttributeData attribute)
    {
        target.ReportMisfit(attribute);
        return null;
    }

    private static RequiredCheck? ReadRequired(CheckTarget target, AttributeData attribute) => target.NullForm == NullForm.None
        ? null
        : new RequiredCheck(attribute.NamedArgument("AllowEmptyStrings") is true)
        {
            Message = MessageReader.Read(target, attribute, "The {0} field is required."),
            NullForm = target.NullForm,
        };

    /// <summary>What the type demands without an attribute, unless an attribute demands the same.</summary>
    private static void AddImplied(CheckTarget target, IReadOnlyList<AttributeData> attributes, List<CheckModel> checks)
    {
        if (target.Member is ITypeSymbol)
        {
            return;
        }

        bool promisesValue = target.DeclaredType is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated }
            && !attributes.Any(attribute => attribute.AttributeClass.Is("System.Diagnostics.CodeAnalysis", "MaybeNullAttribute"));
        if (promisesValue && !checks.Exists(check => check.IsFirst))
        {
            checks.Add(new NotNullCheck { Message = MessageReader.Read(target, "The {0} field is required."), NullForm = target.NullForm });
        }

        bool isPlainEnum = target.Type.TypeKind == TypeKind.Enum && target.Type.FindAttribute("System", "FlagsAttribute") is null;
        if (isPlainEnum && !attributes.Any(attribute => attribute.AttributeClass.Is(Annotations, "EnumDataTypeAttribute")))
        {
            checks.Add(new DefinedEnumCheck(target.Type.ToFullName())
            {
                Message = MessageReader.Read(target, "The field {0} is invalid."),
                NullForm = target.NullForm,
            });
        }
    }

    private static bool IsValidation(AttributeData attribute)
    {
        for (INamedTypeSymbol? type = attribute.AttributeClass; type is not null; type = type.BaseType)
        {
            if (type.Is(Annotations, "ValidationAttribute"))
            {
                return attribute.AttributeConstructor is not null && attribute.ConstructorArguments.All(IsKnown);
            }
        }

        return false;
    }

    /// <summary>Whether the compiler knows the value; what is being typed it reports itself.</summary>
    private static bool IsKnown(TypedConstant argument) =>
        argument.Kind != TypedConstantKind.Error && (argument.Kind != TypedConstantKind.Array || argument.IsNull || argument.Values.All(IsKnown));
}
