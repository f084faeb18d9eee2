using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors;

/// <summary>Tells a webhook handler which delivery it handles, for whom and with which configuration.</summary>
/// <typeparam name="TConfig">The connector's configuration type.</typeparam>
public sealed class WebhookContext<TConfig>
{
    internal WebhookContext(ConnectionKey key, TConfig config, HttpClient http, WebhookRequest request, string eventId, string eventType)
    {
        Scope = key.Scope;
        Identity = key.Identity;
        ConnectionName = key.Name;
        Config = config;
        Http = http;
        Headers = request.Headers;
        Body = request.Body;
        ReceivedAt = request.ReceivedAt;
        EventId = eventId;
        EventType = eventType;
    }

    /// <summary>The connection's configuration, decrypted.</summary>
    public TConfig Config { get; }

    /// <summary>The scope's key.</summary>
    public string Scope { get; }

    /// <summary>The tenant's identity within the scope; empty where none was given.</summary>
    public string Identity { get; }

    /// <summary>The connection's name; empty for the unnamed one.</summary>
    public string ConnectionName { get; }

    /// <summary>The delivery's id: the provider's, or a hash of the body where it sends none.</summary>
    public string EventId { get; }

    /// <summary>The event's type; empty where the provider sends none.</summary>
    public string EventType { get; }

    /// <summary>The request's headers; names compare without case.</summary>
    public IReadOnlyDictionary<string, StringValues> Headers { get; }

    /// <summary>The body as received.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>When the delivery arrived.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>A client of the connector for the provider's API.</summary>
    public HttpClient Http { get; }
}

/// <summary>A webhook delivery as it was received.</summary>
public sealed class WebhookRequest
{
    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The request's headers; names compare without case.</summary>
    public required IReadOnlyDictionary<string, StringValues> Headers { get; init; }

    /// <summary>The body as received.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>When the delivery arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
