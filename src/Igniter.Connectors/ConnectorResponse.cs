using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors;

/// <summary>What <see cref="ConnectorManager.HandleAsync"/> answers. It never holds a secret, an exception's text or a provider's answer.</summary>
public sealed class ConnectorResponse
{
    /// <summary>The HTTP status.</summary>
    public required int StatusCode { get; init; }

    /// <summary>The headers, <c>Content-Type</c> among them where there is a body.</summary>
    public IReadOnlyDictionary<string, StringValues> Headers { get; init; } = ConnectorRequest.NoHeaders;

    /// <summary>The body; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Answers an error of the host's own call as <see cref="ConnectorManager.HandleAsync"/> answers errors: problem details with its stable code.</summary>
    /// <param name="error">The error. Its message stays here.</param>
    /// <returns>The answer.</returns>
    public static ConnectorResponse FromError(ConnectorException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return Problem(error);
    }

    /// <summary>Problem details (RFC 9457) of <c>type</c>, <c>title</c>, <c>status</c> and <c>code</c> only.</summary>
    /// <param name="error">The error. Its message stays here: the title comes from the code alone.</param>
    /// <param name="headers">Further headers.</param>
    internal static ConnectorResponse Problem(ConnectorException error, params ReadOnlySpan<KeyValuePair<string, StringValues>> headers)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "about:blank"u8);
            json.WriteString("title"u8, TitleOf(error.StatusCode));
            json.WriteNumber("status"u8, error.StatusCode);
            json.WriteString("code"u8, error.Code);
            json.WriteEndObject();
        }

        Dictionary<string, StringValues> all = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/problem+json",
            ["Cache-Control"] = "no-store",
        };
        if (error.RetryAfter is { } retryAfter)
        {
            all["Retry-After"] = ((long)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        foreach (KeyValuePair<string, StringValues> header in headers)
        {
            all[header.Key] = header.Value;
        }

        return new ConnectorResponse { StatusCode = error.StatusCode, Headers = all, Body = body.ToArray() };
    }

    // For the type about:blank that is the status's phrase (RFC 9457 section 4.2.1).
    private static string TitleOf(int status) => status switch
    {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        413 => "Content Too Large",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    };
}
