namespace Igniter.Connectors.Generators;

/// <summary>One thing that the validator checks on a member, parameter or type. Equal when the code emitted for it is equal.</summary>
internal abstract record CheckModel
{
    /// <summary>
    /// A C# expression that gives the error's text: a literal, or a call where the text is only known at run time. Empty where the attribute is asked.
    /// </summary>
    public string Message { get; init; } = "";

    /// <summary>How the checked value can be null.</summary>
    public required NullForm NullForm { get; init; }

    /// <summary>Whether it comes first and the others aren't asked when it fails.</summary>
    public virtual bool IsFirst => false;
}

/// <summary>How a value of a type can be null.</summary>
internal enum NullForm
{
    /// <summary>A value type: never.</summary>
    None,

    /// <summary>A reference.</summary>
    Reference,

    /// <summary>A <c>Nullable&lt;T&gt;</c>.</summary>
    Nullable,
}

/// <summary>Null although the annotation says that it can't be.</summary>
internal sealed record NotNullCheck : CheckModel
{
    public override bool IsFirst => true;
}

/// <summary><c>[Required]</c> on a type that has null.</summary>
/// <param name="AllowsEmptyStrings">Whether an empty or white-space string is a value.</param>
internal sealed record RequiredCheck(bool AllowsEmptyStrings) : CheckModel
{
    public override bool IsFirst => true;
}

/// <summary><c>[StringLength]</c>, <c>[MinLength]</c>, <c>[MaxLength]</c>, <c>[Length]</c>: length of a string, count of a collection.</summary>
/// <param name="Minimum">Smallest length; null for no bound.</param>
/// <param name="Maximum">Greatest length; null for no bound.</param>
/// <param name="LengthFormat">C# that gets the length of <c>{0}</c>.</param>
internal sealed record LengthCheck(int? Minimum, int? Maximum, string LengthFormat) : CheckModel;

/// <summary><c>[Range]</c>.</summary>
/// <param name="OperandType">The type that is compared, fully qualified.</param>
/// <param name="OperandFormat">C# that makes the operand of <c>{0}</c>.</param>
/// <param name="Minimum">The lower bound.</param>
/// <param name="Maximum">The upper bound.</param>
internal sealed record RangeCheck(string OperandType, string OperandFormat, BoundModel Minimum, BoundModel Maximum) : CheckModel;

/// <summary>A bound of <c>[Range]</c>.</summary>
/// <param name="Code">A C# expression of the operand's type.</param>
/// <param name="Number">The same as a JSON number; null for dates, times and infinity.</param>
/// <param name="IsExclusive">Whether the bound itself is out of range.</param>
internal sealed record BoundModel(string Code, string? Number, bool IsExclusive);

/// <summary><c>[RegularExpression]</c>: the whole text must match; an empty one isn't looked at.</summary>
/// <param name="Pattern">The pattern, which is known to parse.</param>
/// <param name="TimeoutMilliseconds">After this long it doesn't match; -1 for no limit.</param>
/// <param name="IsLinear">Whether it can be matched without backtracking.</param>
/// <param name="TextFormat">C# that gets the text of <c>{0}</c>.</param>
internal sealed record PatternCheck(string Pattern, int TimeoutMilliseconds, bool IsLinear, string TextFormat) : CheckModel;

/// <summary>An attribute of the framework for a well-known kind of text.</summary>
/// <param name="Format">The kind.</param>
internal sealed record FormatCheck(TextFormat Format) : CheckModel;

/// <summary>A well-known kind of text.</summary>
internal enum TextFormat
{
    Url,
    EmailAddress,
    Phone,
    CreditCard,
    Base64,
}

/// <summary><c>[AllowedValues]</c> and <c>[DeniedValues]</c>. Null is a value like others.</summary>
/// <param name="IsAllowed">Whether only these are allowed, or all but these.</param>
/// <param name="Values">The values, of the member's type.</param>
internal sealed record ValuesCheck(bool IsAllowed, EquatableArray<ConstantModel> Values) : CheckModel;

/// <summary>A constant as code and as JSON.</summary>
/// <param name="Code">A C# expression.</param>
/// <param name="Json">The same as JSON text; an enum's value as the string that JSON has for it. Null where JSON has none.</param>
internal sealed record ConstantModel(string Code, string? Json);

/// <summary><c>[Compare]</c>: equal to another member.</summary>
/// <param name="OtherMember">The other member's C# name.</param>
internal sealed record CompareCheck(string OtherMember) : CheckModel;

/// <summary>One of the values that an enum without <c>[Flags]</c> declares.</summary>
/// <param name="EnumType">The enum, fully qualified.</param>
internal sealed record DefinedEnumCheck(string EnumType) : CheckModel;

/// <summary><c>[CustomValidation]</c>: a static method of the user's.</summary>
/// <param name="Method">The method, fully qualified.</param>
/// <param name="TakesContext">Whether it has a <c>ValidationContext</c> parameter.</param>
/// <param name="DisplayName">C# expression that gives the member's name for people.</param>
internal sealed record MethodCheck(string Method, bool TakesContext, string DisplayName) : CheckModel;

/// <summary>An attribute that is called through <c>GetValidationResult</c>, and brings its own message.</summary>
/// <param name="Creation">C# that makes the attribute as it is declared.</param>
/// <param name="DisplayName">C# expression that gives the member's name for people.</param>
/// <param name="IsRequired">Whether it derives from <c>[Required]</c>.</param>
internal sealed record AttributeCheck(string Creation, string DisplayName, bool IsRequired) : CheckModel
{
    public override bool IsFirst => IsRequired;
}
