using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads an attribute that is made once, as it is declared, and asked each time: the user's own, and the framework's rarer ones.</summary>
internal static class AttributeCheckReader
{
    public static AttributeCheck? Read(CheckTarget target, AttributeData attribute)
    {
        if (!CanBeMade(attribute, target.Context))
        {
            target.Report(Rules.AttributeDoesNotFit, attribute, "generated code can't reach it");
            return null;
        }

        return new AttributeCheck(attribute.ToExpression(), target.DisplayName.Code, IsRequired(attribute)) { NullForm = target.NullForm };
    }

    private static bool CanBeMade(AttributeData attribute, ReaderContext context) =>
        context.IsAccessible(attribute.AttributeClass!)
        && context.IsAccessible(attribute.AttributeConstructor!)
        && attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(argument => argument.Value)).All(value => CanBeNamed(value, context));

    private static bool CanBeNamed(TypedConstant constant, ReaderContext context) => constant.Kind switch
    {
        TypedConstantKind.Error => false,
        TypedConstantKind.Array => constant.IsNull || constant.Values.All(value => CanBeNamed(value, context)),
        TypedConstantKind.Type => constant.Value is not ITypeSymbol type || context.IsAccessible(type),
        _ => constant.Type is null || context.IsAccessible(constant.Type),
    };

    private static bool IsRequired(AttributeData attribute)
    {
        for (INamedTypeSymbol? type = attribute.AttributeClass; type is not null; type = type.BaseType)
        {
            if (type.Is("System.ComponentModel.DataAnnotations", "RequiredAttribute"))
            {
                return true;
            }
        }

        return false;
    }
}
