using System.Text;
using System.Text.Json;

namespace Igniter.Connectors;

/// <summary>A member of a JSON object, named with dots: <c>event.type</c>.</summary>
internal sealed class JsonPath(string path)
{
    private readonly byte[][] _names = [.. path.Split('.').Select(Encoding.UTF8.GetBytes)];

    /// <summary>Reads the member's text, reading no further than needed.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="text">The text or number; empty where the member is missing or something else.</param>
    /// <returns><see langword="false"/> when what was read isn't JSON.</returns>
    public bool TryRead(ReadOnlySpan<byte> json, out JsonText text)
    {
        text = JsonText.None;
        Utf8JsonReader reader = new(json);
        try
        {
            if (!reader.Read())
            {
                return false;
            }

            foreach (byte[] name in _names)
            {
                if (!Enter(ref reader, name))
                {
                    return true;
                }
            }

            text = reader.TokenType switch
            {
                JsonTokenType.String => new JsonText(reader.GetString()!, IsNumber: false),
                JsonTokenType.Number => new JsonText(Encoding.UTF8.GetString(reader.ValueSpan), IsNumber: true),
                _ => JsonText.None,
            };
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter for text that isn't Unicode.
            return false;
        }
    }

    /// <summary>Moves from an object to a member's value.</summary>
    private static bool Enter(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isWanted = reader.ValueTextEquals(name);
            reader.Read();
            if (isWanted)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}

/// <summary>A text or number in JSON.</summary>
/// <param name="Text">The text, or the number as it is written.</param>
/// <param name="IsNumber">Whether it is a number.</param>
internal readonly record struct JsonText(string Text, bool IsNumber)
{
    public static JsonText None { get; } = new("", false);
}
