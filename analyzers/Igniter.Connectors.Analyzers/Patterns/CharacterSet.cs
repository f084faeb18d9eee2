using System.Globalization;
using System.Text.RegularExpressions;

namespace Igniter.Connectors.Analyzers;

/// <summary>The characters of an alphabet that one place of a pattern matches.</summary>
internal sealed class CharacterSet
{
    private readonly bool[] _contains;

    private CharacterSet(bool[] contains) => _contains = contains;

    /// <summary>A set that overlaps with nothing.</summary>
    public static CharacterSet Unknown { get; } = new([]);

    /// <summary>Asks the engine itself which characters an atom such as <c>\w</c> or <c>[^a-z]</c> matches.</summary>
    public static CharacterSet Of(string atom, RegexOptions options, IReadOnlyList<string> alphabet)
    {
        Regex regex = new($@"\A(?:{atom})\z", options);
        return new(alphabet.Select(character => regex.IsMatch(character)).ToArray());
    }

    /// <summary>All of ASCII, a character of each Unicode category, and all that the pattern mentions, with their neighbours: enough to tell sets apart.</summary>
    public static IReadOnlyList<string> AlphabetOf(string pattern)
    {
        SortedSet<char> characters = [.. Enumerable.Range(0, 128).Select(code => (char)code)];
        HashSet<UnicodeCategory> categories = [];
        for (int code = 128; code < 0x3000; code++)
        {
            if (categories.Add(CharUnicodeInfo.GetUnicodeCategory((char)code)))
            {
                characters.Add((char)code);
            }
        }

        foreach (char mentioned in pattern.Where(character => character is >= (char)128 and < char.MaxValue))
        {
            characters.UnionWith([(char)(mentioned - 1), mentioned, (char)(mentioned + 1)]);
        }

        return characters.Select(character => character.ToString()).ToArray();
    }

    public bool Overlaps(CharacterSet other)
    {
        for (int i = 0; i < _contains.Length && i < other._contains.Length; i++)
        {
            if (_contains[i] && other._contains[i])
            {
                return true;
            }
        }

        return false;
    }
}
