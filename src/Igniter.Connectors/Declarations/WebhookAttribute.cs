namespace Igniter.Connectors;

/// <summary>
/// Declares a webhook handler. Its payload is the parameter that the runtime doesn't supply; a <see cref="WebhookContext{TConfig}"/> tells the rest.
/// </summary>
/// <param name="eventType">The event type it handles. Without one it handles every event that no other handler does.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WebhookAttribute(string? eventType = null) : Attribute
{
    /// <summary>The event type, or <see langword="null"/> for all others.</summary>
    public string? EventType { get; } = eventType;

    /// <summary>How deliveries are signed. For a connector with one handler; with several it stands on <see cref="WebhookEndpointAttribute"/>.</summary>
    public WebhookSignature Signature { get; set; }

    /// <summary>
    /// Name of the <see cref="EncryptedAttribute">encrypted</see> configuration property that holds the signing secret: a text, or a list of texts of which
    /// each is accepted, so that a secret can be changed without a gap. While it is empty every delivery is refused.
    /// </summary>
    public string? Secret { get; set; }
}

/// <summary>Says for all webhook handlers of a connector how deliveries are signed, typed and identified.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WebhookEndpointAttribute : Attribute
{
    /// <summary>How deliveries are signed.</summary>
    public WebhookSignature Signature { get; set; }

    /// <summary>
    /// Name of the <see cref="EncryptedAttribute">encrypted</see> configuration property that holds the signing secret: a text, or a list of texts of which
    /// each is accepted, so that a secret can be changed without a gap. While it is empty every delivery is refused.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>Header that carries the event type. Without it and <see cref="EventTypeMember"/> the place that the scheme's vendor documents.</summary>
    public string? EventTypeHeader { get; set; }

    /// <summary>Dotted path of the JSON member that carries the event type.</summary>
    public string? EventTypeMember { get; set; }

    /// <summary>
    /// Header that carries the delivery's id. Without it and <see cref="DeliveryIdMember"/> the place that the scheme's vendor documents; where a delivery
    /// has none, a hash of its body stands in.
    /// </summary>
    public string? DeliveryIdHeader { get; set; }

    /// <summary>Dotted path of the JSON member that carries the delivery's id.</summary>
    public string? DeliveryIdMember { get; set; }

    /// <summary>How many bytes a body may have; <see cref="ConnectorsOptions.MaxWebhookBytes"/> unless set.</summary>
    public int MaxBytes { get; set; }

    /// <summary>How the vendor makes sure of the address before it delivers. Slack's way is part of <see cref="WebhookSignature.Slack"/>.</summary>
    public WebhookHandshake Handshake { get; set; }

    /// <summary>Name of the configuration property that holds the token which <see cref="WebhookHandshake.Meta"/> is asked for.</summary>
    public string? VerifyToken { get; set; }
}

/// <summary>How a vendor makes sure of a webhook's address.</summary>
public enum WebhookHandshake
{
    /// <summary>Not at all, or as part of the signature scheme.</summary>
    None,

    /// <summary>
    /// A GET request with <c>hub.challenge</c>, as Facebook, Instagram and WhatsApp send it. See
    /// https://developers.facebook.com/docs/graph-api/webhooks/getting-started#verification-requests.
    /// </summary>
    Meta,

    /// <summary>
    /// A signed <c>endpoint.url_validation</c> event, as Zoom sends it. See https://developers.zoom.us/docs/api/webhooks/#validate-your-webhook-endpoint.
    /// </summary>
    Zoom,
}

/// <summary>Signature schemes that are built in.</summary>
public enum WebhookSignature
{
    /// <summary>Deliveries aren't signed: only the secret in the URL protects the endpoint. Must be written out.</summary>
    None,

    /// <summary>Standard Webhooks 1.0.0, symmetric <c>v1</c> signatures.</summary>
    StandardWebhooks,

    /// <summary>Svix.</summary>
    Svix,

    /// <summary>Stripe.</summary>
    Stripe,

    /// <summary>GitHub.</summary>
    GitHub,

    /// <summary>Slack.</summary>
    Slack,

    /// <summary>Shopify.</summary>
    Shopify,

    /// <summary>Twilio.</summary>
    Twilio,

    /// <summary>Telegram's secret token header.</summary>
    TelegramSecretToken,

    /// <summary>HubSpot, version 3.</summary>
    HubSpotV3,

    /// <summary>LINE.</summary>
    Line,

    /// <summary>Square.</summary>
    Square,

    /// <summary>Linear.</summary>
    Linear,

    /// <summary>Paddle.</summary>
    Paddle,
}

/// <summary>Describes an HMAC signature that isn't among <see cref="WebhookSignature"/>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class HmacSignatureAttribute : Attribute
{
    /// <summary>Header that carries the signature, or several separated by commas or spaces.</summary>
    public required string Header { get; set; }

    /// <summary>The hash function. SHA-256 unless set.</summary>
    public HmacAlgorithm Algorithm { get; set; }

    /// <summary>How the signature is written. Hexadecimal unless set.</summary>
    public HmacEncoding Encoding { get; set; }

    /// <summary>Text before the signature in the header, for example <c>sha256=</c>.</summary>
    public string? Prefix { get; set; }

    /// <summary>
    /// What is signed: <c>{body}</c>, <c>{timestamp}</c> and <c>{id}</c> are filled in, as sent. <c>{body}</c> unless set, and in it in any case.
    /// </summary>
    public string Payload { get; set; } = "{body}";

    /// <summary>Header that carries the timestamp, in seconds since 1970.</summary>
    public string? TimestampHeader { get; set; }

    /// <summary>Header that carries the delivery's id. An id that holds the text which follows it in <see cref="Payload"/> is refused.</summary>
    public string? IdHeader { get; set; }

    /// <summary>Seconds a timestamp may be off, in either direction. 300 unless set.</summary>
    public int ToleranceSeconds { get; set; } = 300;
}

/// <summary>Hash functions of an HMAC signature.</summary>
public enum HmacAlgorithm
{
    /// <summary>HMAC-SHA256.</summary>
    Sha256,

    /// <summary>HMAC-SHA1, for vendors that still use it.</summary>
    Sha1,

    /// <summary>HMAC-SHA512.</summary>
    Sha512,
}

/// <summary>How an HMAC signature is written.</summary>
public enum HmacEncoding
{
    /// <summary>Hexadecimal, either case.</summary>
    Hex,

    /// <summary>Base64, RFC 4648 section 4.</summary>
    Base64,

    /// <summary>Base64url, RFC 4648 section 5.</summary>
    Base64Url,
}
