using System.Buffers;
using System.Globalization;
using System.Text;

namespace Igniter.Connectors;

/// <summary>Reads <c>application/x-www-form-urlencoded</c> bodies (https://url.spec.whatwg.org/#urlencoded-parsing), strictly in UTF-8.</summary>
internal static class FormBody
{
    private const string MediaType = "application/x-www-form-urlencoded";
    private const int MostFields = 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsForm(WebhookRequest request) => HasMediaType(request, MediaType);

    public static bool HasMediaType(WebhookRequest request, string mediaType) =>
        request.Single("Content-Type") is { } type
        && type.StartsWith(mediaType, StringComparison.OrdinalIgnoreCase)
        && (type.Length == mediaType.Length || type[mediaType.Length] is ';' or ' ');

    /// <returns><see langword="false"/> for a body that isn't UTF-8 or has too many fields.</returns>
    public static bool TryParse(ReadOnlySpan<byte> body, out List<KeyValuePair<string, string>> fields)
    {
        fields = [];
        try
        {
            foreach (Range range in body.Split((byte)'&'))
            {
                ReadOnlySpan<byte> field = body[range];
                if (field.IsEmpty)
                {
                    continue;
                }

                if (fields.Count == MostFields)
                {
                    return false;
                }

                int equals = field.IndexOf((byte)'=');
                ReadOnlySpan<byte> name = equals < 0 ? field : field[..equals];
                ReadOnlySpan<byte> value = equals < 0 ? default : field[(equals + 1)..];
                fields.Add(new(Decode(name), Decode(value)));
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>The only value of a parameter in an address's query.</summary>
    public static string? FindInQuery(string urlOrQuery, string name)
    {
        int question = urlOrQuery.IndexOf('?', StringComparison.Ordinal);
        byte[] query = Encoding.UTF8.GetBytes(urlOrQuery[(question + 1)..]);
        return TryParse(query, out List<KeyValuePair<string, string>> fields)
            && fields.FindAll(field => string.Equals(field.Key, name, StringComparison.Ordinal)) is [KeyValuePair<string, string> only]
                ? only.Value
                : null;
    }

    private static string Decode(ReadOnlySpan<byte> text)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            int length = 0;
            for (int i = 0; i < text.Length; i++)
            {
                bool isEncoded = text[i] == '%'
                    && i + 2 < text.Length
                    && byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
                if (isEncoded)
                {
                    buffer[length++] = byte.Parse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                    i += 2;
                }
                else
                {
                    buffer[length++] = text[i] == '+' ? (byte)' ' : text[i];
                }
            }

            return StrictUtf8.GetString(buffer, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
