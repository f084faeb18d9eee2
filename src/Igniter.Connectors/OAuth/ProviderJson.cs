using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Reads a provider's answer without trusting it: whatever it holds, reading it throws nothing but <see cref="JsonException"/>.</summary>
internal static class ProviderJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>
    /// Reads JSON, or a form as an object of texts: by its first character, since providers label either as anything.
    /// </summary>
    /// <returns>An object; <see langword="null"/> for anything else.</returns>
    public static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        ReadOnlySpan<byte> text = body.Span;
        if (text.StartsWith(Encoding.UTF8.Preamble))
        {
            body = body[Encoding.UTF8.Preamble.Length..];
            text = body.Span;
        }

        text = text.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty || text[0] is (byte)'<' or (byte)'[' or (byte)'"')
        {
            return null;
        }

        try
        {
            if (text[0] != '{')
            {
                return ParseForm(text);
            }

            using JsonDocument document = JsonDocument.Parse(body, Options);
            return document.RootElement.Clone();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Finds what a dotted path leads to.</summary>
    public static JsonElement? Find(JsonElement element, string path)
    {
        JsonElement? current = element;
        foreach (string name in path.Split('.'))
        {
            current = current is { } at ? Member(at, name) : null;
        }

        return current;
    }

    public static JsonElement? Member(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // A name beside it has half a surrogate pair.
            return null;
        }
    }

    /// <summary>The first of some members that is a text other than empty.</summary>
    public static string? Text(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Member(element, name) is { } value && Text(value) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }

    public static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A text, number or boolean as text: for ids and captured fields, whose type varies.</summary>
    public static string? Scalar(JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.String => Text(value.Value),
        JsonValueKind.Number => value.Value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>A number, written as one or as text.</summary>
    public static double? Number(JsonElement value)
    {
        string? text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Text(value);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
    }

    /// <summary>A form's fields; the first of equal names counts for nothing: the form is refused.</summary>
    /// <returns><see langword="null"/> when it isn't a form.</returns>
    public static Dictionary<string, string>? Form(string text)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (string pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int end = pair.IndexOf('=', StringComparison.Ordinal);
            if (end <= 0 || !fields.TryAdd(WebUtility.UrlDecode(pair[..end]), WebUtility.UrlDecode(pair[(end + 1)..])))
            {
                return null;
            }
        }

        return fields.Count > 0 ? fields : null;
    }

    /// <summary>An object whose members are texts.</summary>
    public static byte[] Write(IEnumerable<KeyValuePair<string, string>> fields)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            foreach ((string name, string value) in fields)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Hides all that a provider answered in an exception that a connector's code threw over it.</summary>
    public static void HideIn(Exception exception, JsonElement answer)
    {
        if (exception is ConnectorException told)
        {
            KnownSecrets secrets = new();
            secrets.AddAll(answer);
            told.Hide(secrets);
        }
    }

    private static JsonElement? ParseForm(ReadOnlySpan<byte> text) =>
        Form(Encoding.UTF8.GetString(text).TrimEnd()) is { } fields ? JsonElement.Parse(Write(fields)) : null;
}
