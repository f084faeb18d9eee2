using System.Text;
using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Replaces values in a JSON text and leaves every other byte as it is.</summary>
internal static class JsonSplicer
{
    /// <summary>Replaces values.</summary>
    /// <param name="json">The text.</param>
    /// <param name="values">Which values, in the order of the text.</param>
    /// <param name="replacements">The JSON text for each.</param>
    public static byte[] Replace(ReadOnlySpan<byte> json, List<SecretValue> values, byte[][] replacements)
    {
        int size = json.Length;
        for (int i = 0; i < values.Count; i++)
        {
            size = checked(size + replacements[i].Length - values[i].Length);
        }

        byte[] result = new byte[size];
        Span<byte> rest = result;
        int position = 0;
        for (int i = 0; i < values.Count; i++)
        {
            rest = Append(rest, json[position..values[i].Start]);
            rest = Append(rest, replacements[i]);
            position = values[i].End;
        }

        Append(rest, json[position..]);
        return result;
    }

    /// <summary>Writes a text as JSON.</summary>
    public static byte[] Quote(string text)
    {
        ReadOnlySpan<byte> encoded = JsonEncodedText.Encode(text, ConnectorJson.Encoder).EncodedUtf8Bytes;
        byte[] quoted = new byte[encoded.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        encoded.CopyTo(quoted.AsSpan(1));
        return quoted;
    }

    /// <summary>Reads a text from JSON.</summary>
    /// <exception cref="InvalidOperationException">It is no text, or one with half of a surrogate pair.</exception>
    public static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> json)
    {
        if (json is [(byte)'"', .. var text, (byte)'"'] && !text.Contains((byte)'\\'))
        {
            return text;
        }

        Utf8JsonReader reader = new(json);
        reader.Read();
        return Encoding.UTF8.GetBytes(reader.GetString() ?? throw new InvalidOperationException("The value is null."));
    }

    /// <summary>Whether a text is exactly one JSON value, so that it can't change the text it is put into.</summary>
    public static bool IsValue(ReadOnlySpan<byte> json)
    {
        try
        {
            Utf8JsonReader reader = new(json);
            reader.Read();
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Copies a text.</summary>
    /// <returns>The memory behind it.</returns>
    public static Span<byte> Append(Span<byte> rest, ReadOnlySpan<byte> text)
    {
        text.CopyTo(rest);
        return rest[text.Length..];
    }
}
