namespace Igniter.Connectors;

/// <summary>Names whose values are never logged, traced or published, whatever their casing or separators. A longer name that ends like one is denied, too.</summary>
internal sealed class DeniedNames
{
    private const int Longest = 128;

    private static readonly string[] Always = [.. SecretEndings.All, "config", "payload", "input", "output", "userInfo", "authorization", "cookie"];

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int _shortest = int.MaxValue;

    /// <param name="further">What an application adds. Nothing shortens the list.</param>
    public DeniedNames(IEnumerable<string> further)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (string name in (IEnumerable<string>)[.. Always, .. further])
        {
            string normal = Normalize(name);
            if (normal.Length > 0)
            {
                names.Add(normal);
                _shortest = Math.Min(_shortest, normal.Length);
            }
        }

        _lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public bool Contains(ReadOnlySpan<char> name)
    {
        Span<char> normal = stackalloc char[Longest];
        ReadOnlySpan<char> tail = name.Length > Longest ? name[^Longest..] : name;
        int length = Normalize(tail, normal);
        for (int start = 0; start <= length - _shortest; start++)
        {
            if (_lookup.Contains(normal[start..length]))
            {
                return true;
            }
        }

        return false;
    }

    private static string Normalize(string name)
    {
        char[] normal = new char[name.Length];
        return new string(normal, 0, Normalize(name, normal));
    }

    private static int Normalize(ReadOnlySpan<char> name, Span<char> normal)
    {
        int length = 0;
        foreach (char character in name)
        {
            if (char.IsLetterOrDigit(character))
            {
                normal[length++] = char.ToLowerInvariant(character);
            }
        }

        return length;
    }
}
