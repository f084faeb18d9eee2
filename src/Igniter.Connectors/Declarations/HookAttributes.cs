namespace Igniter.Connectors;

/// <summary>
/// Runs after the generated checks and before a configuration is stored. May take the configuration, a <see cref="ConnectorContext"/> and a
/// <see cref="CancellationToken"/>. A <see cref="System.ComponentModel.DataAnnotations.ValidationException"/> or <see cref="ConnectorException"/>
/// becomes <see cref="ConnectorErrorCodes.ConnectorConfigInvalid"/>, another exception <see cref="ConnectorErrorCodes.ConnectorActionFailed"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class OnValidateAttribute : Attribute;

/// <summary>
/// Makes the object that is handed to every action and webhook with a parameter of its type, once a call; disposed after the call if it is
/// disposable. May take the configuration, a <see cref="ConnectorContext{TConfig}"/> and a <see cref="CancellationToken"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class OnContextAttribute : Attribute;

/// <summary>
/// Runs after a connection was stored. May take a <see cref="ConnectorContext{TConfig}"/>, the webhook's address as <c>Uri? webhookUrl</c> and a
/// <see cref="CancellationToken"/>. A failure is logged and reported as an event; the connection stays.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class OnConnectAttribute : Attribute;

/// <summary>
/// Runs before a connection is removed. May take a <see cref="ConnectorContext{TConfig}"/>, the webhook's address as <c>Uri? webhookUrl</c> and a
/// <see cref="CancellationToken"/>. A failure is logged and reported as an event; the connection is removed all the same.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class OnDisconnectAttribute : Attribute;

/// <summary>Tests a connection against the provider: an action without input that returns nothing, or throws.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class TestConnectionAttribute : Attribute;

/// <summary>
/// A static method that gives the configuration used without a connection: for calls on <see cref="ConnectorManager"/> and in a scope that
/// needs no identity. May take an <see cref="IServiceProvider"/>. A tenant's scope never falls back to it.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class DefaultConfigAttribute : Attribute;

/// <summary>
/// A static method that mends a stored configuration which no longer fits the type: it takes the stored, decrypted configuration as a
/// <see cref="System.Text.Json.JsonElement"/> and returns the configuration.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class OnUpgradeAttribute : Attribute;

/// <summary>
/// Decides whether a webhook delivery is genuine. Takes a <see cref="WebhookRequest"/>, and if wanted the configuration and a
/// <see cref="CancellationToken"/>; returns <see cref="bool"/>. <see langword="false"/> or an exception refuses the delivery with status 401.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class VerifyWebhookAttribute : Attribute;

/// <summary>A static method that reads a provider's unusual token answer (RFC 6749 section 5.1) from a <see cref="System.Text.Json.JsonElement"/>.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class OAuthTokenResponseAttribute : Attribute;

/// <summary>A static method that reads a provider's unusual user-info answer from a <see cref="System.Text.Json.JsonElement"/>.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class OAuthUserInfoAttribute : Attribute;
