using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>
/// Reads an attribute's message to a C# expression. It is a literal wherever nothing in it depends on a culture or a resource; otherwise it is
/// formatted when the check has failed, as the attribute itself would.
/// </summary>
internal static class MessageReader
{
    private static readonly Regex PlainPlaceholdersOnly = new(@"^([^{}]|\{\{|\}\}|\{\d\})*$", RegexOptions.CultureInvariant);

    /// <param name="target">Gives the name for <c>{0}</c>.</param>
    /// <param name="attribute">May bring a message of its own, or a resource.</param>
    /// <param name="standard">The framework's text.</param>
    /// <param name="arguments">For <c>{1}</c>, <c>{2}</c>.</param>
    public static string Read(CheckTarget target, AttributeData attribute, string standard, params MessageArgument[] arguments)
    {
        DisplayText format = attribute.NamedArgument("ErrorMessage") is string { Length: > 0 } own ? DisplayText.Of(own) : DisplayText.Of(standard);
        if (attribute.NamedArgument("ErrorMessageResourceType") is INamedTypeSymbol type
            && attribute.NamedArgument("ErrorMessageResourceName") is string name)
        {
            format = DisplayText.FromResource(type, name, target.Context) ?? format;
        }

        return Format(format, [new MessageArgument(target.DisplayName.Constant, target.DisplayName.Code), .. arguments]);
    }

    /// <summary>The framework's text for what no attribute asks for.</summary>
    public static string Read(CheckTarget target, string standard) =>
        Format(DisplayText.Of(standard), [new MessageArgument(target.DisplayName.Constant, target.DisplayName.Code)]);

    private static string Format(DisplayText format, MessageArgument[] arguments)
    {
        if (format.Constant is not null)
        {
            object[] texts = [.. arguments.Select(argument => argument.Text ?? "")];
            string text;
            try
            {
                text = string.Format(CultureInfo.InvariantCulture, format.Constant, texts);
            }
            catch (FormatException)
            {
                return format.Code;
            }

            if (arguments.All(argument => argument.Text is not null) && PlainPlaceholdersOnly.IsMatch(format.Constant))
            {
                return Literals.Of(text);
            }
        }

        string codes = string.Join(", ", arguments.Select(argument => argument.Code));
        return $"string.Format(global::System.Globalization.CultureInfo.CurrentCulture, {format.Code}, {codes})";
    }
}

/// <summary>What a placeholder in a message stands for.</summary>
/// <param name="Text">As every culture writes it; null when cultures differ or it is only known at run time.</param>
/// <param name="Code">A C# expression that gives it.</param>
internal readonly record struct MessageArgument(string? Text, string Code)
{
    /// <summary>A number that isn't negative.</summary>
    public static MessageArgument Of(int number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        return new MessageArgument(text, text);
    }
}
