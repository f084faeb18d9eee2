using System.Text.RegularExpressions;

namespace Igniter.Connectors.Analyzers;

/// <summary>Parses a .NET regular expression as far as its repetitions go. The pattern is known to parse.</summary>
internal sealed class PatternParser
{
    private readonly PatternReader _reader;
    private readonly IReadOnlyList<string> _alphabet;
    private readonly Dictionary<(string, RegexOptions), CharacterSet> _sets = [];
    private readonly List<PatternNode> _apart = [];
    private RegexOptions _options;

    private PatternParser(string pattern)
    {
        _reader = new PatternReader(pattern);
        _alphabet = CharacterSet.AlphabetOf(pattern);
    }

    /// <summary>The pattern, and behind it what is matched apart from what stands around it: look-arounds and atomic groups.</summary>
    public static IReadOnlyList<PatternNode> Parse(string pattern)
    {
        PatternParser parser = new(pattern);
        PatternNode whole = parser.ParseChoice();
        return [whole, .. parser._apart];
    }

    private bool IsExtended => (_options & RegexOptions.IgnorePatternWhitespace) != 0;

    /// <summary>Options that a group sets end with the group.</summary>
    private PatternNode ParseChoice()
    {
        RegexOptions outer = _options;
        List<PatternNode> choices = [];
        List<PatternNode> parts = [];
        while (!_reader.IsAtEnd && _reader.Current != ')')
        {
            if (_reader.TryTake('|'))
            {
                choices.Add(new SequenceNode(parts));
                parts = [];
            }
            else if (IsExtended && _reader.SkipTrivia())
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

    private PatternNode ParseRepeated()
    {
        int start = _reader.Position;
        PatternNode node = ParseAtom();
        while (IsExtended && _reader.SkipTrivia())
        {
        }

        while (!_reader.IsAtEnd && _reader.ReadQuantifier() is { } quantifier)
        {
            _reader.TryTake('?');
            node = new LoopNode(node, quantifier.Minimum == 0, quantifier.IsUnbounded, start, _reader.TextFrom(start).Length);
        }

        return node;
    }

    private PatternNode ParseAtom()
    {
        int start = _reader.Position;
        switch (_reader.Current)
        {
            case '(':
                return ParseGroup();
            case '[':
                _reader.SkipClass();
                return Atom(_reader.TextFrom(start));
            case '\\':
                return ParseEscape();
            case '^' or '$':
                _reader.Advance();
                return Anchor();
            case '.':
                _reader.Advance();
                return Atom(_reader.TextFrom(start));
            default:
                _reader.Advance();
                return Atom(Regex.Escape(_reader.TextFrom(start)));
        }
    }

    private static SequenceNode Nothing() => new([]);

    /// <summary>What stands at such a place can't be split at will, so it counts as a character of its own.</summary>
    private static CharacterNode Anchor() => new(CharacterSet.Unknown);

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
        int start = _reader.Position;
        char kind = _reader.Next;
        _reader.Advance(2);
        switch (kind)
        {
            case 'b' or 'B' or 'A' or 'z' or 'Z' or 'G':
                return Anchor();
            case 'k':
                _reader.SkipPast(_reader.Current is '<' ? '>' : '\'');
                return new CharacterNode(CharacterSet.Unknown);
            case >= '1' and <= '9':
                _reader.SkipDigits(int.MaxValue);
                return new CharacterNode(CharacterSet.Unknown);
            case '0':
                _reader.SkipDigits(2);
                break;
            case 'x':
                _reader.Advance(2);
                break;
            case 'u':
                _reader.Advance(4);
                break;
            case 'c':
                _reader.Advance();
                break;
            case 'p' or 'P':
                _reader.SkipPast('}');
                break;
        }

        return Atom(_reader.TextFrom(start));
    }

    private PatternNode ParseGroup()
    {
        _reader.Advance();
        if (!_reader.TryTake('?'))
        {
            return CloseGroup(ParseChoice());
        }

        switch (_reader.Current)
        {
            case '#':
                _reader.SkipPast(')');
                return Nothing();
            case '=' or '!':
                _reader.Advance();
                _apart.Add(CloseGroup(ParseChoice()));
                return Nothing();
            case '<' when _reader.Next is '=' or '!':
                _reader.Advance(2);
                _apart.Add(CloseGroup(ParseChoice()));
                return Nothing();
            case '>':
                // What an atomic group has matched is not given back, so nothing around it splits it again.
                _reader.Advance();
                _apart.Add(CloseGroup(ParseChoice()));
                return new CharacterNode(CharacterSet.Unknown);
            case '<':
                _reader.SkipPast('>');
                return CloseGroup(ParseChoice());
            case '\'':
                _reader.SkipPast('\'');
                return CloseGroup(ParseChoice());
            case '(':
                return ParseConditional();
            default:
                return ParseOptions();
        }
    }

    private PatternNode CloseGroup(PatternNode group)
    {
        _reader.Advance();
        return group;
    }

    /// <summary><c>(?(condition)yes|no)</c>; the condition is a name, a number or a look-ahead.</summary>
    private PatternNode ParseConditional()
    {
        _reader.Advance();
        _apart.Add(CloseGroup(ParseChoice()));
        return CloseGroup(ParseChoice());
    }

    /// <summary><c>(?i-m)</c> holds until the group around it ends, <c>(?i-m:…)</c> for itself only.</summary>
    private PatternNode ParseOptions()
    {
        RegexOptions outer = _options;
        RegexOptions options = _reader.ReadOptions(outer);
        bool isGroup = _reader.Current == ':';
        _reader.Advance();
        _options = options;
        if (!isGroup)
        {
            return Nothing();
        }

        PatternNode group = CloseGroup(ParseChoice());
        _options = outer;
        return group;
    }
}
