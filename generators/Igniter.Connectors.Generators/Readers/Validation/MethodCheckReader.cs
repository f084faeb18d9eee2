using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads <c>[CustomValidation]</c> to a call of the method that it names.</summary>
internal static class MethodCheckReader
{
    public static MethodCheck? Read(CheckTarget target, AttributeData attribute)
    {
        ITypeSymbol? type = attribute.ConstructorArguments[0].Value as ITypeSymbol;
        string name = attribute.ConstructorArguments[1].Value as string ?? "";
        IMethodSymbol? method = type?.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(candidate => Fits(candidate, target));
        if (method is null)
        {
            target.Report(Rules.AttributeDoesNotFit, attribute, $"there is no public static method '{name}' that takes '{target.TypeName}'");
            return null;
        }

        return new MethodCheck($"{type!.ToFullName()}.{name.ToIdentifier()}", method.Parameters.Length == 2, target.DisplayName.Code)
        {
            Message = MessageReader.Read(target, attribute, "{0} is not valid."),
            NullForm = target.NullForm,
        };
    }

    private static bool Fits(IMethodSymbol method, CheckTarget target) =>
        method is { IsStatic: true, IsGenericMethod: false, DeclaredAccessibility: Accessibility.Public, Parameters.Length: 1 or 2 }
        && target.Context.IsAccessible(method)
        && method.ReturnType.Is("System.ComponentModel.DataAnnotations", "ValidationResult")
        && target.Context.Compilation.ClassifyCommonConversion(target.DeclaredType, method.Parameters[0].Type) is { Exists: true, IsImplicit: true }
        && (method.Parameters.Length == 1 || method.Parameters[1].Type.Is("System.ComponentModel.DataAnnotations", "ValidationContext"));
}
