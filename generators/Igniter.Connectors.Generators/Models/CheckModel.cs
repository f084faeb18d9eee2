namespace Igniter.Connectors.Generators;

/// <summary>One thing that the validator checks on a member, parameter or type. Equal when the code emitted for it is equal.</summary>
internal abstract record CheckModel
{
    /// <summary>A C# expression that gives the error's text: a literal, or a call where the text is only known at run time.</summary>
    public required string Message { get; init; }

    /// <summary>Whether a null value fails it, so that no other check looks at the value then.</summary>
    public virtual bool RefusesNull => false;
}

/// <summary>Null although the annotation says that it can't be.</summary>
internal sealed record NotNullCheck : CheckModel
{
    public override bool RefusesNull => true;
}

/// <summary><c>[Required]</c>.</summary>
/// <param name="AllowsEmptyStrings">Whether an empty or white-space string is a value.</param>
/// <param name="RefusesDefault">Whether a value type's default is no value.</param>
internal sealed record RequiredCheck(bool AllowsEmptyStrings, bool RefusesDefault) : CheckModel
{
    public override bool RefusesNull => true;
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
/// <param name="Value">The bound.</param>
/// <param name="IsExclusive">Whether the bound itself is out of range.</param>
internal sealed record BoundModel(ConstantModel Value, bool IsExclusive);

/// <summary>A constant as code and as JSON.</summary>
/// <param name="Code">A C# expression.</param>
/// <param name="Json">The same as JSON: a number, a string; null where JSON can't say it (infinity, a type).</param>
internal sealed record ConstantModel(string Code, string? Json);

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

/// <summary><c>[Compare]</c>: equal to another member.</summary>
/// <param name="OtherMember">The other member's C# name.</param>
internal sealed record CompareCheck(string OtherMember) : CheckModel;

/// <summary>One of the values that an enum without <c>[Flags]</c> declares.</summary>
internal sealed record DefinedEnumCheck : CheckModel;

/// <summary>An attribute that is called through <c>GetValidationResult</c>.</summary>
/// <param name="Creation">C# that makes the attribute as it is declared.</param>
/// <param name="DisplayName">C# expression that gives the member's name for people.</param>
/// <param name="IsRequired">Whether it derives from <c>[Required]</c>: when it fails, the others aren't asked.</param>
internal sealed record AttributeCheck(string Creation, string DisplayName, bool IsRequired) : CheckModel;
