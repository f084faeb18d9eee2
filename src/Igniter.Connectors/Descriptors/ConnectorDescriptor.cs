using System.Text.Json;

namespace Igniter.Connectors;

/// <summary>What an application can read about a connector: enough to show it, to draw a form for its configuration and to call it by key.</summary>
public sealed class ConnectorDescriptor
{
    internal ConnectorDescriptor()
    {
    }

    /// <summary>The connector's stable key.</summary>
    public required string Key { get; init; }

    /// <summary>Name shown to people.</summary>
    public required string Name { get; init; }

    /// <summary>What the connector does.</summary>
    public required string? Description { get; init; }

    /// <summary>Name or address of an icon.</summary>
    public required string? Icon { get; init; }

    /// <summary>Category.</summary>
    public required string? Category { get; init; }

    /// <summary>Address of the vendor's documentation.</summary>
    public required string? DocumentationUrl { get; init; }

    /// <summary>The application's own names and values, from <see cref="ConnectorMetadataAttribute"/>.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>The members of the configuration, in the order of declaration; empty for a connector without.</summary>
    public required IReadOnlyList<ConfigField> ConfigFields { get; init; }

    /// <summary>JSON Schema 2020-12 of the configuration; <see langword="null"/> for a connector without.</summary>
    public required JsonElement? ConfigSchema { get; init; }

    /// <summary>The actions, in the order of declaration.</summary>
    public required IReadOnlyList<ConnectorActionDescriptor> Actions { get; init; }

    /// <summary>How its tenants connect through OAuth 2.0; <see langword="null"/> when they don't.</summary>
    public required OAuthDescriptor? OAuth { get; init; }

    /// <summary>What its webhook expects; <see langword="null"/> for a connector without.</summary>
    public required WebhookDescriptor? Webhook { get; init; }

    /// <summary>
    /// Where secrets stand in its JSON: <c>config</c>, <c>{action}.input</c>, <c>{action}.output</c> and <c>webhook</c> to paths like
    /// <c>endpoints[].token</c>, <c>*</c> standing for any name of a dictionary. A type that holds itself is followed once. What has no secrets is left out.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Redaction { get; init; }
}

/// <summary>An action of a connector.</summary>
/// <param name="Key">The action's key.</param>
/// <param name="Description">What it does.</param>
/// <param name="InputSchema">JSON Schema 2020-12 of its input: an object with a member for each parameter.</param>
/// <param name="OutputSchema">JSON Schema 2020-12 of its result, or of an item of its stream; <see langword="null"/> for an action without result.</param>
/// <param name="IsStream">Whether it gives a stream of results.</param>
public sealed record ConnectorActionDescriptor(string Key, string? Description, JsonElement InputSchema, JsonElement? OutputSchema, bool IsStream);

/// <summary>What a connector declares about OAuth 2.0.</summary>
/// <param name="Provider">The preset it starts from.</param>
/// <param name="Grant">The grant.</param>
/// <param name="Scopes">Permissions that it asks for.</param>
/// <param name="Pkce">Whether it uses Proof Key for Code Exchange (RFC 7636).</param>
/// <param name="AuthorizationEndpoint">Where people are sent; <see langword="null"/> when the preset says it.</param>
/// <param name="TokenEndpoint">Where tokens come from; <see langword="null"/> when the preset says it.</param>
public sealed record OAuthDescriptor(
    OAuthProvider Provider, OAuthGrant Grant, IReadOnlyList<string> Scopes, OAuthPkce Pkce, string? AuthorizationEndpoint, string? TokenEndpoint);

/// <summary>What a connector declares about its webhook.</summary>
/// <param name="Signature">The scheme that deliveries are signed by.</param>
/// <param name="IsVerified">Whether a delivery must be verified; not, where the connector accepts them by the secret in the address alone.</param>
/// <param name="EventTypes">The event types that have a handler of their own.</param>
/// <param name="HandlesAllEvents">Whether it takes every other event, too.</param>
public sealed record WebhookDescriptor(WebhookSignature Signature, bool IsVerified, IReadOnlyList<string> EventTypes, bool HandlesAllEvents);
