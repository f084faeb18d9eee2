using System.Globalization;
using System.Text;

namespace Igniter.Connectors.Generators;

/// <summary>Writes JSON that can stand in a raw string literal: on one line, and without a quote next to two others.</summary>
internal static class JsonText
{
    /// <summary>A string as JSON, quotes included.</summary>
    public static string Of(string text)
    {
        StringBuilder json = new(text.Length + 2);
        json.Append('"');
        for (int index = 0; index < text.Length; index++)
        {
            Append(json, text, index);
        }

        return json.Append('"').ToString();
    }

    /// <summary>A constant as JSON; null where JSON has no such value.</summary>
    public static string? Of(object? value) => value switch
    {
        null => "null",
        string text => Of(text),
        char character => Of(character.ToString()),
        bool flag => flag ? "true" : "false",
        double number when double.IsNaN(number) || double.IsInfinity(number) => null,
        float number when float.IsNaN(number) || float.IsInfinity(number) => null,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>The name that <c>JsonNamingPolicy.CamelCase</c> gives.</summary>
    public static string CamelCase(string name)
    {
        char[] characters = name.ToCharArray();
        for (int index = 0; index < characters.Length && char.IsUpper(characters[index]); index++)
        {
            // In a run of capitals, the last one starts the next word: IDNumber gives idNumber.
            bool startsWord = index > 0 && index + 1 < characters.Length && !char.IsUpper(characters[index + 1]);
            if (startsWord)
            {
                break;
            }

            characters[index] = char.ToLowerInvariant(characters[index]);
        }

        return new string(characters);
    }

    private static void Append(StringBuilder json, string text, int index)
    {
        char character = text[index];
        switch (character)
        {
            case '"' or '\\':
                json.Append('\\').Append(character);
                break;
            case '\n':
                json.Append("\\n");
                break;
            case < ' ' or (>= '\x7f' and <= '\x9f') or '\u2028' or '\u2029':
            case >= '\ud800' and <= '\udfff' when !IsPaired(text, index):
                json.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                break;
            default:
                json.Append(character);
                break;
        }
    }

    private static bool IsPaired(string text, int index) => char.IsHighSurrogate(text[index])
        ? index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
        : index > 0 && char.IsHighSurrogate(text[index - 1]);
}
