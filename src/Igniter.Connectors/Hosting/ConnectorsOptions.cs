using System.Text.Json.Serialization;

namespace Igniter.Connectors;

/// <summary>Settings of the SDK.</summary>
public sealed class ConnectorsOptions
{
    /// <summary>
    /// The secret that stored secrets are encrypted with, at least 32 characters; <see langword="null"/> to read <c>IGNITER_SECRET</c> from the
    /// configuration or the environment.
    /// </summary>
    [JsonIgnore]
    public string? Secret { get; set; }

    /// <summary>Secrets used before, which still decrypt; those of <c>IGNITER_SECRET_PREVIOUS</c> (comma separated) come on top.</summary>
    [JsonIgnore]
    public IList<string> PreviousSecrets { get; } = [];

    /// <summary>How the attribute <c>ctx.connector.identity</c> of events shows a tenant's identity; as it is unless set.</summary>
    public IdentityDisclosure EventIdentity { get; set; }

    /// <summary>
    /// Further names whose values never get into events, logs and traces, besides <c>token</c>, <c>secret</c>, <c>password</c>, <c>apiKey</c>,
    /// <c>authorization</c> and others that are always denied. Casing and separators don't matter, and a longer name that ends like one is denied, too.
    /// </summary>
    public IList<string> RedactedNames { get; } = [];

    /// <summary>
    /// The address under which the application is reached from outside, for example <c>https://app.example.com</c>; <see langword="null"/> to read
    /// <c>IGNITER_BASE_URL</c> from the configuration or the environment. Redirect URIs and webhook URLs are made from it, never from a request. https,
    /// or http on loopback; may have a path, no query and no fragment.
    /// </summary>
    public string? BaseUrl { get; set; }

    /// <summary>The path under <see cref="BaseUrl"/> that callbacks and webhooks live at; <c>/connectors</c> unless set. Starts with a slash and doesn't end with one.</summary>
    public string BasePath { get; set; } = "/connectors";

    /// <summary>How many bytes a webhook delivery may have, 1 MiB unless set; <see cref="WebhookEndpointAttribute.MaxBytes"/> sets it for one connector.</summary>
    public int MaxWebhookBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// Origins beside the application's own that an OAuth flow may return to, for example <c>https://app.example.com</c>: scheme, host and port, compared
    /// as a whole.
    /// </summary>
    public IList<string> AllowedReturnOrigins { get; } = [];
}
