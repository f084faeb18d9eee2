using System.Globalization;

namespace Igniter.Connectors.Generators;

/// <summary>Says in JSON Schema what validation attributes ask for, as far as it can.</summary>
internal static class SchemaConstraints
{
    /// <summary>Whether a member must be present: by the language, or because it would fail when it is left out.</summary>
    public static bool IsRequired(MemberModel member) =>
        member.IsRequired || (member.DefaultJson is null or "\"\"" && member.Checks.Any(check => check is RequiredCheck));

    public static bool AllowsNull(MemberModel member) => member.IsNullable && !member.Checks.Any(check => check is RequiredCheck);

    public static void Apply(SchemaObject schema, MemberModel member)
    {
        foreach (CheckModel check in member.Checks)
        {
            Apply(schema, check);
        }
    }

    private static void Apply(SchemaObject schema, CheckModel check)
    {
        switch (check)
        {
            case RequiredCheck { AllowsEmptyStrings: false } when schema.Allows("string") && schema["enum"] is null:
                schema.Set("minLength", schema["minLength"] ?? "1");
                break;
            case LengthCheck length when LengthKeyword(schema) is { } subject:
                schema.Set("min" + subject, length.Minimum is > 0 ? Number(length.Minimum) : null).Set("max" + subject, Number(length.Maximum));
                break;
            case RangeCheck range when schema.Allows("integer") || schema.Allows("number"):
                schema.Set(range.Minimum.IsExclusive ? "exclusiveMinimum" : "minimum", range.Minimum.Number)
                    .Set(range.Maximum.IsExclusive ? "exclusiveMaximum" : "maximum", range.Maximum.Number);
                break;
            case PatternCheck pattern when schema.Allows("string"):
                schema.Set("pattern", JsonText.Of(Anchored(pattern.Pattern)));
                break;
            case FormatCheck { Format: TextFormat.Url }:
                schema.Set("format", "\"uri\"");
                break;
            case FormatCheck { Format: TextFormat.EmailAddress }:
                schema.Set("format", "\"email\"");
                break;
            case FormatCheck { Format: TextFormat.Base64 }:
                schema.Set("contentEncoding", "\"base64\"");
                break;
            case ValuesCheck values when values.Values.All(value => value.Json is not null):
                string list = $"[{string.Join(",", values.Values.Select(value => value.Json))}]";
                schema.Set(values.IsAllowed ? "enum" : "not", values.IsAllowed ? list : $"{{\"enum\":{list}}}");
                break;
        }
    }

    private static string? LengthKeyword(SchemaObject schema) => schema switch
    {
        _ when schema.Allows("string") => schema["contentEncoding"] is null ? "Length" : null,
        _ when schema.Allows("array") => "Items",
        _ when schema.Allows("object") => "Properties",
        _ => null,
    };

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>The attribute wants the whole text to match, JSON Schema any part of it.</summary>
    private static string Anchored(string pattern) => pattern.StartsWith("^", StringComparison.Ordinal) && pattern.EndsWith("$", StringComparison.Ordinal)
        && pattern.IndexOf('|') < 0
            ? pattern
            : $"^(?:{pattern})$";
}
