using System.Text.RegularExpressions;

namespace Igniter.Connectors.Analyzers;

/// <summary>Parses a .NET regular expression as far as its repetitions go. The pattern is known to parse.</summary>
internal sealed class PatternParser
{
    private readonly string _pattern;
    private readonly IReadOnlyList<string> _alphabet;
    private readonly Dictionary<(string, RegexOptions), CharacterSet> _sets = [];
    private readonly List<PatternNode> _apart = [];
    private int _position;
    private RegexOptions _options;

    private PatternParser(string pattern)
    {
        _pattern = pattern;
        _alphabet = CharacterSet.AlphabetOf(pattern);
    }

    /// <summary>The pattern, and behind it what is matched apart from what stands around it: look-arounds and atomic groups.</summary>
    public static IReadOnlyList<PatternNode> Parse(string pattern)
    {
        PatternParser parser = new(pattern);
        PatternNode whole = parser.ParseChoice();
        return [whole, .. parser._apart];
    }

    private bool IsAtEnd => _position >= _pattern.Length;

    /// <summary>NUL at the end, so that a pattern which only seems to parse breaks nothing.</summary>
    private char Current => IsAtEnd ? '\0' : _pattern[_position];

    private bool IsExtended => (_options & RegexOptions.IgnorePatternWhitespace) != 0;

    /// <summary>Options that a group sets end with the group.</summary>
    private PatternNode ParseChoice()
    {
        RegexOptions outer = _options;
        List<PatternNode> choices = [];
        List<PatternNode> parts = [];
        while (!IsAtEnd && Current != ')')
        {
            if (Current == '|')
            {
                _position++;
                choices.Add(new SequenceNode(parts));
                parts = [];
            }
            else if (IsExtended && SkipTrivia())
            {
                continue;
            }
            else
            {
                parts.Add(ParseRepeated());
            }
        }

        _options = outer;
        choices.Add(new SequenceNode(parts));
        return choices.Count == 1 ? choices[0] : new ChoiceNode(choices);
    }

    private bool SkipTrivia()
    {
        int start = _position;
        while (!IsAtEnd && char.IsWhiteSpace(Current))
        {
            _position++;
        }

        if (!IsAtEnd && Current == '#')
        {
            int end = _pattern.IndexOf('\n', _position);
            _position = end < 0 ? _pattern.Length : end + 1;
        }

        return _position > start;
    }

    private PatternNode ParseRepeated()
    {
        int start = _position;
        PatternNode node = ParseAtom();
        while (IsExtended && SkipTrivia())
        {
        }

        while (!IsAtEnd && ParseQuantifier() is { } quantifier)
        {
            if (!IsAtEnd && Current == '?')
            {
                _position++;
            }

            node = new LoopNode(node, quantifier.Minimum == 0, quantifier.IsUnbounded, start, Math.Min(_position, _pattern.Length) - start);
        }

        return node;
    }

    private (int Minimum, bool IsUnbounded)? ParseQuantifier()
    {
        switch (Current)
        {
            case '*':
                _position++;
                return (0, true);
            case '+':
                _position++;
                return (1, true);
            case '?':
                _position++;
                return (0, false);
            case '{' when Regex.Match(_pattern.Substring(_position), @"\A\{(\d+)(,(\d*))?\}") is { Success: true } counts:
                _position += counts.Length;
                return (counts.Groups[1].Value.Trim('0').Length == 0 ? 0 : 1, counts.Groups[2].Success && counts.Groups[3].Length == 0);
            default:
                return null;
        }
    }

    private PatternNode ParseAtom()
    {
        switch (Current)
        {
            case '(':
                return ParseGroup();
            case '[':
                int start = _position;
                SkipClass();
                return AtomFrom(start);
            case '\\':
                return ParseEscape();
            case '^' or '$':
                _position++;
                return Anchor();
            case '.':
                _position++;
                return AtomFrom(_position - 1);
            default:
                _position++;
                return Atom(Regex.Escape(_pattern[_position - 1].ToString()));
        }
    }

    private static SequenceNode Nothing() => new([]);

    /// <summary>What stands at such a place can't be split at will, so it counts as a character of its own.</summary>
    private static CharacterNode Anchor() => new(CharacterSet.Unknown);

    private CharacterNode AtomFrom(int start)
    {
        _position = Math.Min(_position, _pattern.Length);
        return Atom(_pattern.Substring(start, _position - start));
    }

    private CharacterNode Atom(string text)
    {
        // In a class white space counts always, elsewhere it is skipped or escaped.
        RegexOptions options = _options & ~RegexOptions.IgnorePatternWhitespace;
        if (!_sets.TryGetValue((text, options), out CharacterSet? set))
        {
            set = CharacterSet.Of(text, options, _alphabet);
            _sets.Add((text, options), set);
        }

        return new(set);
    }

    private CharacterNode ParseEscape()
    {
        int start = _position;
        _position++;
        char kind = Current;
        _position++;
        switch (kind)
        {
            case 'b' or 'B' or 'A' or 'z' or 'Z' or 'G':
                return Anchor();
            case 'k':
                Skip(Current is '<' ? '>' : '\'');
                return new CharacterNode(CharacterSet.Unknown);
            case >= '1' and <= '9':
                SkipDigits(int.MaxValue);
                return new CharacterNode(CharacterSet.Unknown);
            case '0':
                SkipDigits(2);
                break;
            case 'x':
                _position += 2;
                break;
            case 'u':
                _position += 4;
                break;
            case 'c':
                _position++;
                break;
            case 'p' or 'P':
                Skip('}');
                break;
        }

        return AtomFrom(start);
    }

    private void SkipDigits(int most)
    {
        for (int i = 0; i < most && !IsAtEnd && Current is >= '0' and <= '9'; i++)
        {
            _position++;
        }
    }

    /// <summary>Goes behind the next occurrence of a character.</summary>
    private void Skip(char end)
    {
        int found = _pattern.IndexOf(end, Math.Min(_position + 1, _pattern.Length));
        _position = found < 0 ? _pattern.Length : found + 1;
    }

    /// <summary>Goes behind a character class; it may end in another one that is subtracted.</summary>
    private void SkipClass()
    {
        _position++;
        if (!IsAtEnd && Current == '^')
        {
            _position++;
        }

        for (bool isFirst = true; !IsAtEnd && (isFirst || Current != ']'); isFirst = false)
        {
            if (Current == '\\')
            {
                _position += 2;
            }
            else if (!isFirst && Current == '[' && _pattern[_position - 1] == '-')
            {
                SkipClass();
            }
            else
            {
                _position++;
            }
        }

        _position++;
    }

    private PatternNode ParseGroup()
    {
        _position++;
        if (IsAtEnd || Current != '?')
        {
            return CloseGroup(ParseChoice());
        }

        _position++;
        switch (Current)
        {
            case '#':
                Skip(')');
                return Nothing();
            case '=' or '!':
                _position++;
                _apart.Add(CloseGroup(ParseChoice()));
                return Nothing();
            case '<' when _position + 1 < _pattern.Length && _pattern[_position + 1] is '=' or '!':
                _position += 2;
                _apart.Add(CloseGroup(ParseChoice()));
                return Nothing();
            case '>':
                // What an atomic group has matched is not given back, so nothing around it splits it again.
                _position++;
                _apart.Add(CloseGroup(ParseChoice()));
                return new CharacterNode(CharacterSet.Unknown);
            case '<':
                Skip('>');
                return CloseGroup(ParseChoice());
            case '\'':
                Skip('\'');
                return CloseGroup(ParseChoice());
            case '(':
                return ParseConditional();
            default:
                return ParseOptions();
        }
    }

    private PatternNode CloseGroup(PatternNode group)
    {
        _position++;
        return group;
    }

    /// <summary><c>(?(condition)yes|no)</c>; the condition is a name, a number or a look-ahead.</summary>
    private PatternNode ParseConditional()
    {
        _position++;
        _apart.Add(CloseGroup(ParseChoice()));
        return CloseGroup(ParseChoice());
    }

    /// <summary><c>(?i-m)</c> holds until the group around it ends, <c>(?i-m:…)</c> for itself only.</summary>
    private PatternNode ParseOptions()
    {
        RegexOptions options = _options;
        bool isOn = true;
        for (; !IsAtEnd && Current is not (':' or ')'); _position++)
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

        bool isGroup = !IsAtEnd && Current == ':';
        _position++;
        if (!isGroup)
        {
            _options = options;
            return Nothing();
        }

        RegexOptions outer = _options;
        _options = options;
        PatternNode group = CloseGroup(ParseChoice());
        _options = outer;
        return group;
    }
}
