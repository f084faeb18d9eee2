using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors;

/// <summary>Reads headers strictly.</summary>
internal static class WebhookHeaders
{
    private const int MostDigits = 15;

    /// <summary>The headers so that names compare without case.</summary>
    public static IReadOnlyDictionary<string, StringValues> Normalize(IReadOnlyDictionary<string, StringValues> headers)
    {
        if (headers is Dictionary<string, StringValues> { Comparer: var comparer } && comparer == StringComparer.OrdinalIgnoreCase)
        {
            return headers;
        }

        Dictionary<string, StringValues> normalized = new(headers.Count, StringComparer.OrdinalIgnoreCase);
        foreach ((string name, StringValues values) in headers)
        {
            normalized[name] = normalized.TryGetValue(name, out StringValues others) ? StringValues.Concat(others, values) : values;
        }

        return normalized;
    }

    /// <summary>A header's only value; <see langword="null"/> when it is missing, empty or there twice.</summary>
    public static string? Single(this WebhookRequest request, string name) =>
        request.Headers.TryGetValue(name, out StringValues values) && values is [{ Length: > 0 } value] ? value : null;

    /// <summary>A time as vendors write it: digits and nothing else.</summary>
    public static bool TryParseTime(string? text, out long time)
    {
        time = 0;
        return text is { Length: > 0 and <= MostDigits } && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out time);
    }
}
