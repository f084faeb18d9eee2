using System.ComponentModel;
using System.Text.Json;

namespace Igniter.Connectors.Descriptors;

/// <summary>What the compiler emits for a connector. For generated code; applications read <see cref="ConnectorDescriptor"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConnectorDefinition
{
    /// <summary>The connector's stable key.</summary>
    public required string Key { get; init; }

    /// <summary>Name shown to people.</summary>
    public required string Name { get; init; }

    /// <summary>What the connector does.</summary>
    public string? Description { get; init; }

    /// <summary>Name or address of an icon.</summary>
    public string? Icon { get; init; }

    /// <summary>Category.</summary>
    public string? Category { get; init; }

    /// <summary>Address of the vendor's documentation.</summary>
    public string? DocumentationUrl { get; init; }

    /// <summary>Extra metadata, in the order of declaration.</summary>
    public KeyValuePair<string, string>[] Metadata { get; init; } = [];

    /// <summary>Makes the connector from dependency injection.</summary>
    public required Func<ConnectorServices, object> Create { get; init; }

    /// <summary>Whether its code is given services: by its constructor, a method or a validation attribute.</summary>
    public bool UsesServices
    {
        get;
        init => (field, Container) = (value, value ? ContainerFeature.Present : Container);
    }

    /// <summary>Leads to the container for <see cref="UsesServices"/>, and for <see cref="OAuth"/>, whose clients an application's service may name.</summary>
    internal ContainerFeature? Container { get; private init; }

    /// <summary>The configuration's contract; <see langword="null"/> for a connector without configuration.</summary>
    public TypeContract? Config { get; init; }

    /// <summary>The actions, in the order of declaration.</summary>
    public ActionDefinition[] Actions { get; init; } = [];

    /// <summary>The webhook; <see langword="null"/> for a connector without.</summary>
    public WebhookDefinition? Webhook { get; init; }

    /// <summary>OAuth; <see langword="null"/> for a connector without.</summary>
    public OAuth2Attribute? OAuth
    {
        get;
        init => (field, OAuthFeature, Container) = value is null ? (value, null, Container) : (value, OAuthFeature.Present, ContainerFeature.Present);
    }

    /// <summary>Leads to the code for <see cref="OAuth"/>.</summary>
    internal OAuthFeature? OAuthFeature { get; private init; }

    /// <summary>The configuration's values that an endpoint may hold.</summary>
    public OAuthValueDefinition[] OAuthValues { get; init; } = [];

    /// <summary><see cref="OAuthTokenResponseAttribute"/>.</summary>
    public Func<JsonElement, ValueTask<OAuthTokens>>? OAuthTokenResponse { get; init; }

    /// <summary><see cref="OAuthUserInfoAttribute"/>.</summary>
    public Func<JsonElement, ValueTask<OAuthAccount>>? OAuthUserInfo { get; init; }

    /// <summary><see cref="OnValidateAttribute"/>.</summary>
    public Func<ConnectorCall, ValueTask>? OnValidate { get; init; }

    /// <summary><see cref="OnContextAttribute"/>.</summary>
    public Func<ConnectorCall, ValueTask<object?>>? OnContext { get; init; }

    /// <summary><see cref="OnConnectAttribute"/>. The address is the webhook's.</summary>
    public Func<ConnectorCall, Uri?, ValueTask>? OnConnect { get; init; }

    /// <summary><see cref="OnDisconnectAttribute"/>. The address is the webhook's.</summary>
    public Func<ConnectorCall, Uri?, ValueTask>? OnDisconnect { get; init; }

    /// <summary><see cref="TestConnectionAttribute"/>.</summary>
    public Func<ConnectorCall, ValueTask>? Test { get; init; }

    /// <summary>Whether <see cref="Test"/> takes the object of <see cref="OnContext"/>.</summary>
    public bool TestUsesContext { get; init; }

    /// <summary><see cref="DefaultConfigAttribute"/>.</summary>
    public Func<IServiceProvider, ValueTask<object>>? DefaultConfig { get; init; }

    /// <summary><see cref="OnUpgradeAttribute"/>.</summary>
    public Func<JsonElement, ValueTask<object>>? OnUpgrade { get; init; }
}
