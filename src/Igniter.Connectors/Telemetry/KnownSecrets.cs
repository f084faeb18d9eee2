using System.Text.Encodings.Web;

namespace Igniter.Connectors;

/// <summary>
/// Secret values that are known where something failed: text that a connector's code wrote is kept free of them, whatever name they stand under. Made only
/// after a failure.
/// </summary>
internal sealed class KnownSecrets
{
    /// <summary>Shorter values stand in innocent text, too.</summary>
    public const int Shortest = 6;

    private readonly HashSet<string> _values = new(StringComparer.Ordinal);

    /// <summary>Adds a value, and the ways to write it in an address and in JSON.</summary>
    public void Add(string? value)
    {
        if (value is null || value.Length < Shortest)
        {
            return;
        }

        _values.Add(value);
        _values.Add(JavaScriptEncoder.Default.Encode(value));
        _values.Add(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value));
        _values.Add(Uri.EscapeDataString(value));
    }

    /// <summary>Puts <see cref="TextRedactor.Mark"/> in the place of each secret; the longest first, since one may be a part of another.</summary>
    public string RemoveFrom(string text)
    {
        foreach (string value in _values.OrderByDescending(value => value.Length))
        {
            text = text.Replace(value, TextRedactor.Mark, StringComparison.Ordinal);
        }

        return text;
    }
}
