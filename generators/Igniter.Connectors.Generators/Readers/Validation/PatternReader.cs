using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads <c>[RegularExpression]</c>.</summary>
internal static class PatternReader
{
    private const int StandardTimeout = 2000;

    public static PatternCheck? Read(CheckTarget target, AttributeData attribute)
    {
        string? text = TextOf(target);
        if (text is null)
        {
            target.ReportMisfit(attribute);
            return null;
        }

        string pattern = attribute.ConstructorArguments[0].Value as string ?? "";
        if (Defect(pattern) is { } defect)
        {
            target.Report(Rules.PatternIsInvalid, attribute, defect);
            return null;
        }

        int timeout = attribute.NamedArgument("MatchTimeoutInMilliseconds") as int? ?? StandardTimeout;
        return new PatternCheck(pattern, timeout is -1 or > 0 ? timeout : StandardTimeout, LinearPattern.IsLinear(pattern), text)
        {
            Message = MessageReader.Read(
                target,
                attribute,
                "The field {0} must match the regular expression '{1}'.",
                new MessageArgument(pattern, Literals.Of(pattern))),
            NullForm = target.NullForm,
        };
    }

    /// <summary>The attribute matches what <c>Convert.ToString</c> makes of a value.</summary>
    private static string? TextOf(CheckTarget target) => target.IsString
        ? "{0}"
        : target.Type.IsValueType || target.Type.Is("System", "Uri")
            ? "global::System.Convert.ToString((object){0}, global::System.Globalization.CultureInfo.CurrentCulture)"
            : null;

    private static string? Defect(string pattern)
    {
        if (pattern.Length == 0)
        {
            return "the pattern is empty";
        }

        try
        {
            _ = new Regex(pattern);
            return null;
        }
        catch (ArgumentException invalid)
        {
            return invalid.Message;
        }
    }
}
