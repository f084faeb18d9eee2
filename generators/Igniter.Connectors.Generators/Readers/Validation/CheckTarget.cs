using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>What an attribute stands on. Lives only while the checks are read.</summary>
/// <param name="member">The property, parameter or type.</param>
/// <param name="declaredType">Its type, with its nullable annotation.</param>
/// <param name="displayName">Its name in messages.</param>
/// <param name="context">Gets the problems.</param>
internal sealed class CheckTarget(ISymbol member, ITypeSymbol declaredType, DisplayText displayName, ReaderContext context)
{
    public ISymbol Member => member;

    public ITypeSymbol DeclaredType => declaredType;

    public DisplayText DisplayName => displayName;

    public ReaderContext Context => context;

    /// <summary>The type of a value that isn't null.</summary>
    public ITypeSymbol Type { get; } = declaredType is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
        ? nullable.TypeArguments[0]
        : declaredType;

    public bool IsString => Type.SpecialType == SpecialType.System_String;

    public NullForm NullForm =>
        !declaredType.IsValueType ? NullForm.Reference
        : ReferenceEquals(Type, declaredType) ? NullForm.None
        : NullForm.Nullable;

    /// <summary>The member's type for people.</summary>
    public string TypeName => Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>Says that an attribute can't be checked, and why.</summary>
    public void Report(string rule, AttributeData attribute, string reason)
    {
        string name = attribute.AttributeClass!.Name;
        const string Suffix = "Attribute";
        string shortName = name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
        context.Report(Problem.At(rule, member, shortName, member.Name, reason));
    }

    /// <summary>Says that an attribute doesn't fit the member's type.</summary>
    public void ReportMisfit(AttributeData attribute) => Report(Rules.AttributeDoesNotFit, attribute, $"it doesn't fit the type '{TypeName}'");
}
