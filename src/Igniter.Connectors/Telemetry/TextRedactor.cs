using System.Globalization;
using System.Text;
using Microsoft.Extensions.Compliance.Redaction;

namespace Igniter.Connectors;

/// <summary>
/// Guards text that others wrote (a provider, a connector's own exceptions) before it is logged, traced or published: values of denied names and
/// credentials go, addresses keep scheme and host, control characters are escaped, and the rest is cut.
/// </summary>
internal sealed class TextRedactor(DeniedNames names, Redactor? redactor = null)
{
    /// <summary>What a value becomes when the application registered no redactor.</summary>
    public const string Mark = "[redacted]";

    /// <summary>Longer text is cut to this.</summary>
    public const int Longest = 1000;

    // Cut before and after: what follows this much can't be seen in the result.
    private const int Considered = 16 * Longest;

    /// <param name="text">The text.</param>
    public string Redact(string text)
    {
        string considered = text.Length > Considered ? text[..Considered] : text;
        StringBuilder result = new(considered.Length);
        int position = 0;
        while (position < considered.Length)
        {
            position = Copy(considered, position, result);
        }

        return Cut(result.ToString());
    }

    /// <summary>Copies a word, an address or a character.</summary>
    /// <returns>Where to go on.</returns>
    private int Copy(string text, int start, StringBuilder result)
    {
        if (!IsWord(text[start]))
        {
            Escape(text[start], result);
            return start + 1;
        }

        int end = start;
        while (end < text.Length && IsWord(text[end]))
        {
            end++;
        }

        ReadOnlySpan<char> word = text.AsSpan(start, end - start);
        result.Append(word);
        if (text.AsSpan(end).StartsWith("://", StringComparison.Ordinal))
        {
            return CopyAddress(text, end, result);
        }

        bool isScheme = word.Equals("Bearer", StringComparison.OrdinalIgnoreCase) || word.Equals("Basic", StringComparison.OrdinalIgnoreCase);
        if (isScheme && end + 1 < text.Length && text[end] == ' ' && TokenEnd(text, end + 1) > end + 1)
        {
            return Drop(text, end + 1, TokenEnd(text, end + 1), result.Append(' '));
        }

        return names.Contains(word) && TryFindValue(text, end, out int value) ? DropValue(text, end, value, word, result) : end;
    }

    /// <summary>Scheme and host stay; user, path, query and fragment may hold secrets.</summary>
    private static int CopyAddress(string text, int start, StringBuilder result)
    {
        int end = start + 3;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !char.IsControl(text[end]) && text[end] is not ('"' or '\'' or '<' or '>' or '\\'))
        {
            end++;
        }

        ReadOnlySpan<char> rest = text.AsSpan(start + 3, end - start - 3);
        int length = rest.IndexOfAny('/', '?', '#');
        ReadOnlySpan<char> authority = length < 0 ? rest : rest[..length];
        int at = authority.LastIndexOf('@');
        result.Append("://").Append(authority[(at + 1)..]);
        if (length >= 0)
        {
            result.Append('/').Append(Mark);
        }

        return end;
    }

    /// <summary>Whether a name is followed by a value: past closing quotes and white space there is a colon or an equals sign.</summary>
    private static bool TryFindValue(string text, int position, out int value)
    {
        value = SkipQuotesAndSpace(text, position);
        if (value >= text.Length || text[value] is not (':' or '='))
        {
            return false;
        }

        value++;
        if (value < text.Length && text[value] == '>')
        {
            value++;
        }

        while (value < text.Length && text[value] is ' ' or '\t')
        {
            value++;
        }

        return value < text.Length;
    }

    private static int SkipQuotesAndSpace(string text, int position)
    {
        while (position < text.Length && text[position] is '"' or '\'' or '\\' or ' ' or ']')
        {
            position++;
        }

        return position;
    }

    private int DropValue(string text, int wordEnd, int value, ReadOnlySpan<char> word, StringBuilder result)
    {
        result.Append(text, wordEnd, value - wordEnd);
        int open = value;
        while (open < text.Length && text[open] == '\\')
        {
            open++;
        }

        if (open < text.Length && text[open] is '"' or '\'')
        {
            int inside = open + 1;
            result.Append(text, value, inside - value);
            return Drop(text, inside, QuoteEnd(text, inside, text[open], open - value), result);
        }

        if (text[value] is '{' or '[')
        {
            return Drop(text, value, BracketEnd(text, value), result);
        }

        bool isHeader = word.EndsWith("authorization", StringComparison.OrdinalIgnoreCase) || word.EndsWith("cookie", StringComparison.OrdinalIgnoreCase);
        return Drop(text, value, isHeader ? LineEnd(text, value) : TokenEnd(text, value), result);
    }

    private int Drop(string text, int start, int end, StringBuilder result)
    {
        result.Append(Replace(text[start..end]));
        return end;
    }

    private string Replace(string secret) => redactor?.Redact(secret) ?? Mark;

    /// <param name="text">The text.</param>
    /// <param name="position">After the opening quote.</param>
    /// <param name="quote">It.</param>
    /// <param name="depth">How many backslashes stand before it: JSON within a string within JSON has some.</param>
    private static int QuoteEnd(string text, int position, char quote, int depth)
    {
        int backslashes = 0;
        for (; position < text.Length; position++)
        {
            if (text[position] == '\\')
            {
                backslashes++;
                continue;
            }

            if (text[position] == quote && backslashes <= depth)
            {
                return position - backslashes;
            }

            backslashes = 0;
        }

        return position;
    }

    private static int BracketEnd(string text, int position)
    {
        int depth = 0;
        for (; position < text.Length; position++)
        {
            depth += text[position] switch
            {
                '{' or '[' => 1,
                '}' or ']' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return position + 1;
            }
        }

        return position;
    }

    private static int TokenEnd(string text, int position)
    {
        while (position < text.Length && !char.IsWhiteSpace(text[position]) && text[position] is not ('&' or ';' or ',' or '"' or '\'' or ')' or '}' or ']' or '<' or '>'))
        {
            position++;
        }

        return position;
    }

    private static int LineEnd(string text, int position)
    {
        while (position < text.Length && text[position] is not ('\r' or '\n' or '"'))
        {
            position++;
        }

        return position;
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '-';

    // A line of a log stays a line, and a terminal gets no orders.
    private static void Escape(char character, StringBuilder result)
    {
        switch (character)
        {
            case '\n':
                result.Append("\\n");
                break;
            case '\r':
                result.Append("\\r");
                break;
            case '\t':
                result.Append("\\t");
                break;
            case '\u2028' or '\u2029':
            case var _ when char.IsControl(character) || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format:
                result.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
                break;
            default:
                result.Append(character);
                break;
        }
    }

    /// <summary>Cuts text that is too long to be told; not within a pair of surrogates.</summary>
    public static string Cut(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        int length = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return string.Concat(text.AsSpan(0, length), "…");
    }
}
