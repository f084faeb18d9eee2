namespace Igniter.Connectors.Generators;

/// <summary>
/// Tells whether <c>RegexOptions.NonBacktracking</c> takes a pattern: no look-around, backreference, atomic group, conditional, balancing group or
/// <c>\G</c>. In doubt it says no, which costs only speed.
/// </summary>
internal static class LinearPattern
{
    /// <param name="pattern">A pattern that parses.</param>
    public static bool IsLinear(string pattern)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    if (pattern[i] is (>= '1' and <= '9') or 'k' or 'G')
                    {
                        return false;
                    }

                    break;
                case '[':
                    i = EndOfClass(pattern, i);
                    if (i < 0)
                    {
                        return false;
                    }

                    break;
                case '(' when i + 1 < pattern.Length && pattern[i + 1] == '?':
                    if (!IsLinearGroup(pattern, ref i))
                    {
                        return false;
                    }

                    break;
            }
        }

        return true;
    }

    /// <summary>Looks at what follows <c>(?</c> and goes to its last character.</summary>
    private static bool IsLinearGroup(string pattern, ref int position)
    {
        int start = position + 2;
        switch (pattern[start])
        {
            case ':':
                position = start;
                return true;
            case '#':
                position = pattern.IndexOf(')', start);
                return true;
            case '<' when pattern[start + 1] is '=' or '!':
            case '=' or '!' or '>' or '(':
                return false;
            case '<' or '\'':
                position = pattern.IndexOfAny(['>', '\''], start + 1);
                return pattern.IndexOf('-', start, position - start) < 0;
            default:
                // Inline options. White space and comments between the parts would need a parser of their own.
                position = pattern.IndexOfAny([')', ':'], start);
                return pattern.IndexOf('x', start, position - start) < 0;
        }
    }

    /// <summary>Position of the bracket that closes a character class, whose subtractions are classes themselves; -1 when in doubt.</summary>
    private static int EndOfClass(string pattern, int open)
    {
        int first = pattern[open + 1] == '^' ? open + 2 : open + 1;
        for (int i = first; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case ']' when i > first:
                    return i;
                case '[' when i > first && pattern[i - 1] == '-':
                    i = EndOfClass(pattern, i);
                    if (i < 0)
                    {
                        return -1;
                    }

                    break;
            }
        }

        return -1;
    }
}
