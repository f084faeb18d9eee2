using System.Buffers;
using System.Text;

namespace Igniter.Connectors.Testing;

/// <summary>A planted secret and how it may look.</summary>
internal sealed class CanaryValue
{
    private readonly SearchValues<string> _looks;

    public CanaryValue(string what, string value)
    {
        What = what;
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        HashSet<string> looks = [value, Uri.EscapeDataString(value), Convert.ToHexStringLower(bytes)];
        for (int offset = 0; offset < 3; offset++)
        {
            // Wherever the secret begins within what was encoded: the characters that it shares with its neighbours are left out.
            string encoded = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            int start = ((offset * 8) + 5) / 6;
            int length = ((bytes.Length + offset) * 8 / 6) - start;
            string inner = encoded.Substring(start, length);
            looks.Add(inner);
            looks.Add(inner.Replace('+', '-').Replace('/', '_'));
        }

        _looks = SearchValues.Create([.. looks], StringComparison.OrdinalIgnoreCase);
    }

    public string What { get; }

    public bool IsIn(string text) => text.AsSpan().ContainsAny(_looks);
}
