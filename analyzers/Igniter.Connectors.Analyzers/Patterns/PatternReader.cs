using System.Text.RegularExpressions;

namespace Igniter.Connectors.Analyzers;

/// <summary>Goes through the text of a regular expression and over what has no parts: comments, classes, numbers, counts.</summary>
internal sealed class PatternReader(string pattern)
{
    public int Position { get; private set; }

    public bool IsAtEnd => Position >= pattern.Length;

    /// <summary>NUL at the end, so that a pattern which only seems to parse breaks nothing.</summary>
    public char Current => IsAtEnd ? '\0' : pattern[Position];

    /// <summary>The character behind the current one.</summary>
    public char Next => Position + 1 < pattern.Length ? pattern[Position + 1] : '\0';

    /// <summary>Goes on by some characters.</summary>
    public void Advance(int count = 1) => Position += count;

    /// <summary>Goes on if this is the current character.</summary>
    public bool TryTake(char character)
    {
        bool isThere = !IsAtEnd && Current == character;
        Position += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>The text from a place to here.</summary>
    public string TextFrom(int start)
    {
        Position = Math.Min(Position, pattern.Length);
        return pattern.Substring(start, Position - start);
    }

    /// <summary>Goes behind white space and a comment, which count for nothing where the pattern says so.</summary>
    /// <returns>Whether there was some.</returns>
    public bool SkipTrivia()
    {
        int start = Position;
        while (!IsAtEnd && char.IsWhiteSpace(Current))
        {
            Position++;
        }

        if (Current == '#')
        {
            int end = pattern.IndexOf('\n', Position);
            Position = end < 0 ? pattern.Length : end + 1;
        }

        return Position > start;
    }

    public void SkipDigits(int most)
    {
        for (int i = 0; i < most && Current is >= '0' and <= '9'; i++)
        {
            Position++;
        }
    }

    /// <summary>Goes behind the next occurrence of a character, the current one left aside.</summary>
    public void SkipPast(char end)
    {
        int found = pattern.IndexOf(end, Math.Min(Position + 1, pattern.Length));
        Position = found < 0 ? pattern.Length : found + 1;
    }

    /// <summary>Goes behind a character class; it may end in another one that is subtracted.</summary>
    public void SkipClass()
    {
        Position++;
        TryTake('^');
        for (bool isFirst = true; !IsAtEnd && (isFirst || Current != ']'); isFirst = false)
        {
            if (Current == '\\')
            {
                Position += 2;
            }
            else if (!isFirst && Current == '[' && pattern[Position - 1] == '-')
            {
                SkipClass();
            }
            else
            {
                Position++;
            }
        }

        Position++;
    }

    /// <summary>Reads how often what stands before it may be repeated.</summary>
    /// <returns><see langword="null"/> where nothing says so: then it goes nowhere.</returns>
    public (int Minimum, bool IsUnbounded)? ReadQuantifier()
    {
        switch (Current)
        {
            case '*':
                Position++;
                return (0, true);
            case '+':
                Position++;
                return (1, true);
            case '?':
                Position++;
                return (0, false);
            case '{' when Regex.Match(pattern.Substring(Position), @"\A\{(\d+)(,(\d*))?\}") is { Success: true } counts:
                Position += counts.Length;
                return (counts.Groups[1].Value.Trim('0').Length == 0 ? 0 : 1, counts.Groups[2].Success && counts.Groups[3].Length == 0);
            default:
                return null;
        }
    }

    /// <summary>Reads options such as <c>i-m</c>, up to what ends them.</summary>
    /// <param name="options">Those that hold so far.</param>
    public RegexOptions ReadOptions(RegexOptions options)
    {
        bool isOn = true;
        for (; !IsAtEnd && Current is not (':' or ')'); Position++)
        {
            isOn = Current switch { '-' => false, '+' => true, _ => isOn };
            RegexOptions option = char.ToLowerInvariant(Current) switch
            {
                'i' => RegexOptions.IgnoreCase,
                's' => RegexOptions.Singleline,
                'x' => RegexOptions.IgnorePatternWhitespace,
                _ => RegexOptions.None,
            };
            options = isOn ? options | option : options & ~option;
        }

        return options;
    }
}
