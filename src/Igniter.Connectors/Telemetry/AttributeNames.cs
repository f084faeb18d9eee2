namespace Igniter.Connectors;

/// <summary>Every attribute of events, spans and metrics.</summary>
internal static class AttributeNames
{
    public const string Connector = "ctx.connector.provider";
    public const string Scope = "ctx.connector.scope";
    public const string Identity = "ctx.connector.identity";
    public const string ConnectionName = "ctx.connector.name";
    public const string Encrypted = "ctx.connector.encrypted";
    public const string EncryptedFields = "ctx.connector.encryptedFields";

    public const string AuthorizationUrl = "ctx.oauth.authorizationUrl";
    public const string Pkce = "ctx.oauth.pkce";
    public const string OAuthScopes = "ctx.oauth.scopes";
    public const string OAuthDuration = "ctx.oauth.durationMs";

    public const string Action = "ctx.action.name";
    public const string ActionDuration = "ctx.action.durationMs";
    public const string ActionSuccess = "ctx.action.success";

    public const string WebhookMethod = "ctx.webhook.method";
    public const string WebhookPath = "ctx.webhook.path";
    public const string WebhookVerified = "ctx.webhook.verified";
    public const string WebhookDuration = "ctx.webhook.durationMs";

    public const string StoreDuration = "ctx.adapter.durationMs";
    public const string StoreFound = "ctx.adapter.found";
    public const string StoreCount = "ctx.adapter.count";
    public const string StoreInserted = "ctx.adapter.inserted";

    /// <summary>Of the metric alone: an event's name says it.</summary>
    public const string StoreOperation = "ctx.adapter.operation";

    public const string ErrorCode = "ctx.error.code";
    public const string ErrorMessage = "ctx.error.message";
    public const string ErrorOperation = "ctx.error.operation";

    /// <summary>OpenTelemetry's attribute for what went wrong, on spans and metrics; always the same as <see cref="ErrorCode"/>.</summary>
    public const string ErrorType = "error.type";
}
