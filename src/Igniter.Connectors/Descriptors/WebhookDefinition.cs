using System.ComponentModel;

namespace Igniter.Connectors.Descriptors;

/// <summary>What the compiler emits for a connector's webhook.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WebhookDefinition
{
    /// <summary>How deliveries are signed, typed and identified; merged from <see cref="WebhookEndpointAttribute"/> and a lone <see cref="WebhookAttribute"/>.</summary>
    public required WebhookEndpointAttribute Endpoint { get; init; }

    /// <summary>The declared HMAC signature, if any.</summary>
    public HmacSignatureAttribute? Hmac { get; init; }

    /// <summary>Reads the signing secret from the configuration; <see langword="null"/> when none is named.</summary>
    public Func<object, string?>? Secret { get; init; }

    /// <summary><see cref="VerifyWebhookAttribute"/>.</summary>
    public Func<ConnectorCall, WebhookRequest, ValueTask<bool>>? Verify { get; init; }

    /// <summary>The handlers, in the order of declaration.</summary>
    public required WebhookHandlerDefinition[] Handlers { get; init; }
}

/// <summary>What the compiler emits for a webhook handler.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class WebhookHandlerDefinition
{
    private protected WebhookHandlerDefinition()
    {
    }

    /// <summary>The event type; <see langword="null"/> for every event that no other handler takes.</summary>
    public string? EventType { get; init; }

    /// <summary>Whether it takes the object of <see cref="OnContextAttribute"/>.</summary>
    public bool UsesContext { get; init; }

    internal abstract TypeContract? PayloadContract { get; }
}

/// <summary>What the compiler emits for a webhook handler.</summary>
/// <typeparam name="TPayload">Its payload; <see cref="NoValue"/> for a handler that takes none.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WebhookHandlerDefinition<TPayload> : WebhookHandlerDefinition
{
    /// <summary>The payload's contract; <see langword="null"/> for a handler that takes none.</summary>
    public TypeContract<TPayload>? Payload { get; init; }

    /// <summary>Calls the user's method. The second argument is a <see cref="WebhookContext{TConfig}"/>.</summary>
    public required Func<ConnectorCall, object, TPayload, ValueTask> Invoke { get; init; }

    internal override TypeContract? PayloadContract => Payload;
}
