using System.Collections.ObjectModel;
using System.Text.Json;

namespace Igniter.Connectors.Descriptors;

/// <summary>Makes what applications read from what the compiler emitted.</summary>
internal static class DescriptorFactory
{
    private static readonly JsonElement NoInput = JsonElement.Parse("""{"type":"object","properties":{}}""");

    public static ConnectorDescriptor Create(ConnectorDefinition definition) => new()
    {
        Key = definition.Key,
        Name = definition.Name,
        Description = definition.Description,
        Icon = definition.Icon,
        Category = definition.Category,
        DocumentationUrl = definition.DocumentationUrl,
        Metadata = new ReadOnlyDictionary<string, string>(new OrderedDictionary<string, string>(definition.Metadata, StringComparer.Ordinal)),
        ConfigFields = definition.Config is { } config ? ConfigFieldReader.Read(config) : [],
        ConfigSchema = definition.Config?.Schema,
        Actions = [.. definition.Actions.Select(Create)],
        OAuth = definition.OAuth is { } oauth ? Create(oauth) : null,
        Webhook = definition.Webhook is { } webhook ? Create(webhook) : null,
        Redaction = RedactionMap.Create(definition),
    };

    private static ConnectorActionDescriptor Create(ActionDefinition action) =>
        new(action.Key, action.Description, action.InputContract?.Schema ?? NoInput, action.OutputContract?.Schema, action.IsStream);

    private static OAuthDescriptor Create(OAuth2Attribute oauth) =>
        new(oauth.Provider, oauth.Grant, [.. oauth.Scopes ?? []], oauth.Pkce, oauth.AuthorizationEndpoint, oauth.TokenEndpoint);

    private static WebhookDescriptor Create(WebhookDefinition webhook) =>
        new(
            webhook.Endpoint.Signature,
            webhook.Endpoint.Signature != WebhookSignature.None || webhook.Hmac is not null || webhook.Verify is not null || !webhook.IsUnverified,
            [.. webhook.Handlers.Select(handler => handler.EventType).OfType<string>()],
            webhook.Handlers.Any(handler => handler.EventType is null));
}
