using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>A connector's webhook, made ready to take deliveries.</summary>
internal sealed class ConnectorWebhook
{
    private readonly Dictionary<string, WebhookHandlerDefinition> _handlers;
    private readonly WebhookHandlerDefinition? _catchAll;

    public ConnectorWebhook(RegisteredConnector connector, WebhookDefinition definition, int maxBytes)
    {
        WebhookEndpointAttribute endpoint = definition.Endpoint;
        Connector = connector;
        Definition = definition;
        Scheme = definition.Hmac is { } hmac ? new DeclaredHmacScheme(hmac) : WebhookSchemes.Find(endpoint.Signature);
        MaxBytes = endpoint.MaxBytes > 0 ? endpoint.MaxBytes : maxBytes;
        EventType = WebhookSource.Create(endpoint.EventTypeHeader, endpoint.EventTypeMember, Scheme?.EventType ?? default);
        DeliveryId = WebhookSource.Create(endpoint.DeliveryIdHeader, endpoint.DeliveryIdMember, Scheme?.DeliveryId ?? default);
        _handlers = definition.Handlers
            .Where(handler => handler.EventType is not null)
            .ToDictionary(handler => handler.EventType!, StringComparer.Ordinal);
        _catchAll = Array.Find(definition.Handlers, handler => handler.EventType is null);
    }

    public RegisteredConnector Connector { get; }

    public WebhookDefinition Definition { get; }

    /// <summary>How deliveries are signed; <see langword="null"/> when not by a scheme.</summary>
    public WebhookScheme? Scheme { get; }

    public int MaxBytes { get; }

    public WebhookSource EventType { get; }

    public WebhookSource DeliveryId { get; }

    public WebhookHandshake Handshake => Definition.Endpoint.Handshake;

    /// <returns>The handler of an event type; <see langword="null"/> for none.</returns>
    public WebhookHandlerDefinition? Find(string eventType) => _handlers.GetValueOrDefault(eventType) ?? _catchAll;

    /// <summary>The active signing secrets.</summary>
    public string[] SecretsOf(object? config)
    {
        if (config is null)
        {
            return [];
        }

        string? secret = Definition.Secret?.Invoke(config);
        string[] others = Definition.Secrets?.Invoke(config) is { } list ? [.. list.OfType<string>().Where(other => !string.IsNullOrWhiteSpace(other))] : [];
        return string.IsNullOrWhiteSpace(secret) ? others : [secret, .. others];
    }
}

/// <summary>Where deliveries say something.</summary>
/// <param name="Header">The header.</param>
/// <param name="Member">The JSON member, where the header says nothing.</param>
internal readonly record struct WebhookSource(string? Header, JsonPath? Member)
{
    public static WebhookSource Create(string? header, string? member, WebhookPlace otherwise)
    {
        bool isDeclared = !string.IsNullOrEmpty(header) || !string.IsNullOrEmpty(member);
        (string? theHeader, string? theMember) = isDeclared ? new WebhookPlace(header, member) : otherwise;
        return new(string.IsNullOrEmpty(theHeader) ? null : theHeader, string.IsNullOrEmpty(theMember) ? null : new JsonPath(theMember));
    }
}
