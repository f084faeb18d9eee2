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

    /// <summary>Whether the user wrote <see cref="WebhookSignature.None"/> out: deliveries are accepted without a signature.</summary>
    public bool IsUnverified { get; init; }

    /// <summary>Reads the signing secret from the configuration; <see langword="null"/> when no single one is named.</summary>
    public Func<object, string?>? Secret { get; init; }

    /// <summary>Reads several signing secrets from the configuration; <see langword="null"/> when no list is named.</summary>
    public Func<object, IEnumerable<string?>?>? Secrets { get; init; }

    /// <summary>Reads the token of <see cref="WebhookHandshake.Meta"/> from the configuration; <see langword="null"/> when none is named.</summary>
    public Func<object, string?>? VerifyToken { get; init; }

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

    internal abstract ValueTask InvokeAsync(ConnectorCall call, WebhookDelivery delivery, object? payload);
}

/// <summary>What the compiler emits for a webhook handler.</summary>
/// <typeparam name="TPayload">Its payload; <see cref="NoValue"/> for a handler that takes none.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WebhookHandlerDefinition<TPayload> : WebhookHandlerDefinition
{
    /// <summary>The payload's contract; <see langword="null"/> for a handler that takes none.</summary>
    public TypeContract<TPayload>? Payload { get; init; }

    /// <summary>Calls the user's method.</summary>
    public required Func<ConnectorCall, WebhookDelivery, TPayload, ValueTask> Invoke { get; init; }

    internal override TypeContract? PayloadContract => Payload;

    internal override ValueTask InvokeAsync(ConnectorCall call, WebhookDelivery delivery, object? payload) =>
        Invoke(call, delivery, payload is null ? default! : (TPayload)payload);
}
