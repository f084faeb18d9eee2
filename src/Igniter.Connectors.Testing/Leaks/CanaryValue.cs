using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace Igniter.Connectors.Testing;

/// <summary>A planted secret and how it may look.</summary>
internal sealed class CanaryValue
{
    private const int PartLength = 12;

    private readonly SearchValues<string> _looks;

    /// <param name="what">What it is.</param>
    /// <param name="value">The value.</param>
    /// <param name="isRandom">Whether each part of it stands nowhere else: then one that was cut or half masked is found, too.</param>
    public CanaryValue(string what, string value, bool isRandom = false)
    {
        What = what;
        string escaped = Uri.EscapeDataString(value);
        HashSet<string> looks =
        [
            value, escaped, Uri.EscapeDataString(escaped), WebUtility.UrlEncode(value), WebUtility.HtmlEncode(value),
            JavaScriptEncoder.Default.Encode(value), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value),
        ];
        for (int start = 0; isRandom && start <= value.Length - PartLength; start++)
        {
            looks.Add(value.Substring(start, PartLength));
        }

        foreach (Encoding encoding in (ReadOnlySpan<Encoding>)[Encoding.UTF8, Encoding.Unicode])
        {
            AddEncoded(looks, encoding.GetBytes(value));
        }

        _looks = SearchValues.Create([.. looks], StringComparison.OrdinalIgnoreCase);
    }

    public string What { get; }

    public bool IsIn(string text) => text.AsSpan().ContainsAny(_looks);

    private static void AddEncoded(HashSet<string> looks, byte[] bytes)
    {
        looks.Add(Convert.ToHexStringLower(bytes));
        looks.Add(BitConverter.ToString(bytes));
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
    }
}
