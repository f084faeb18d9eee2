using System.Globalization;
using System.Text;

namespace Igniter.Connectors.Generators;

/// <summary>Derives names from names.</summary>
internal static class Names
{
    /// <summary>PascalCase of a key: <c>sub_account</c> gives <c>SubAccount</c>; null for what isn't a key.</summary>
    public static string? ToPascalCase(string key)
    {
        StringBuilder name = new();
        foreach (string word in key.Split(['_', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            name.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        }

        return IsKey(key) ? name.ToString() : null;
    }

    /// <summary>Whether the text is a stable key: <c>[a-z][a-z0-9_-]*</c>, at most 64 characters.</summary>
    public static bool IsKey(string key) =>
        key.Length is > 0 and <= 64 && key[0] is >= 'a' and <= 'z' && key.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-');

    public static string WithoutSuffix(string name, string suffix) =>
        name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - suffix.Length) : name;

    /// <summary>A name that isn't taken yet, and takes it.</summary>
    public static string Unique(string name, ISet<string> taken)
    {
        string candidate = name;
        for (int number = 2; !taken.Add(candidate); number++)
        {
            candidate = name + number.ToString(CultureInfo.InvariantCulture);
        }

        return candidate;
    }

    /// <summary>A hash that stays the same from build to build, in eight hexadecimal digits (FNV-1a).</summary>
    public static string Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char character in text)
        {
            hash = unchecked((hash ^ character) * 16777619);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// A generated file's name: short enough for every file system, of characters that all allow, and with a hash because names that differ in
    /// case only are the same to the compiler.
    /// </summary>
    public static string HintName(string path)
    {
        const int Longest = 80;
        StringBuilder name = new();
        foreach (char character in path.Length > Longest ? path.Substring(path.Length - Longest) : path)
        {
            name.Append(character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' ? character : '_');
        }

        return $"{name.ToString().TrimStart('.')}.{Hash(path)}.g.cs";
    }
}
