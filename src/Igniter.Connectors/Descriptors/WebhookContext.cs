using System.Text.Json.Serialization;
using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors;

/// <summary>Tells a webhook handler which delivery it handles, for whom and with which configuration.</summary>
/// <typeparam name="TConfig">The connector's configuration type.</typeparam>
public sealed class WebhookContext<TConfig>
{
    private readonly ConnectorContext<TConfig> _context;
    private readonly WebhookDelivery _delivery;

    internal WebhookContext(ConnectorContext<TConfig> context, WebhookDelivery delivery)
    {
        _context = context;
        _delivery = delivery;
    }

    /// <summary>The connection's configuration, decrypted.</summary>
    public TConfig Config => _context.Config;

    /// <summary>The scope's key.</summary>
    public string Scope => _context.Scope;

    /// <summary>The tenant's identity within the scope; empty where none was given.</summary>
    public string Identity => _context.Identity;

    /// <summary>The connection's name; empty for the unnamed one.</summary>
    public string ConnectionName => _context.ConnectionName;

    /// <summary>The delivery's id: the provider's, or a hash of the body where it sends none.</summary>
    public string EventId => _delivery.EventId;

    /// <summary>The event's type; empty where the provider sends none.</summary>
    public string EventType => _delivery.EventType;

    /// <summary>The request's headers; names compare without case.</summary>
    public IReadOnlyDictionary<string, StringValues> Headers => _delivery.Request.Headers;

    /// <summary>The body as received.</summary>
    public ReadOnlyMemory<byte> Body => _delivery.Request.Body;

    /// <summary>When the delivery arrived.</summary>
    public DateTimeOffset ReceivedAt => _delivery.Request.ReceivedAt;

    /// <inheritdoc cref="ConnectorContext.Http"/>
    public HttpClient Http => _context.Http;
}

/// <summary>A webhook delivery as it was received.</summary>
public sealed class WebhookRequest
{
    private readonly PublicAddress? _address;
    private readonly string _connector = "";
    private readonly string _secret = "";
    private readonly string _query = "";

    /// <summary>A delivery as it was received.</summary>
    public WebhookRequest()
    {
    }

    /// <summary>A delivery whose address is put together when somebody asks for it: most schemes don't.</summary>
    internal WebhookRequest(PublicAddress address, string connector, string secret, string query) =>
        (_address, _connector, _secret, _query) = (address, connector, secret, query);

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The request's headers; names compare without case.</summary>
    public required IReadOnlyDictionary<string, StringValues> Headers { get; init; }

    /// <summary>The body as received.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>When the delivery arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>
    /// The address that the provider was given, with the query that came with the request, for signatures that cover it; <see langword="null"/> when no
    /// base URL is set. It holds the secret that the connection is found by.
    /// </summary>
    [JsonIgnore]
    public string? Url
    {
        get => field ??= _address?.WebhookOf(_connector, _secret, _query);
        init;
    }

    internal Uri? Address => Uri.TryCreate(Url, UriKind.Absolute, out Uri? address) ? address : null;
}
