using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace Igniter.Connectors.Tests.Telemetry;

/// <summary>Every event, span and metric as it is documented, attribute by attribute.</summary>
internal static class Catalog
{
    public const string Prefix = "igniter.connectors.";

    /// <summary>What every event and span says; the last one only where a connection has a name.</summary>
    public static readonly (string Name, Type Type)[] Origin =
    [
        ("ctx.connector.provider", typeof(string)), ("ctx.connector.scope", typeof(string)), ("ctx.connector.identity", typeof(string)),
        ("ctx.connector.name", typeof(string)),
    ];

    public static readonly EventRow[] Events =
    [
        new("connector.connected", LogLevel.Information, ("ctx.connector.encrypted", typeof(bool)), ("ctx.connector.encryptedFields", typeof(int))),
        new("connector.updated", LogLevel.Information, ("ctx.connector.encrypted", typeof(bool)), ("ctx.connector.encryptedFields", typeof(int))),
        new("connector.enabled", LogLevel.Information),
        new("connector.disabled", LogLevel.Information),
        new("connector.disconnected", LogLevel.Information),
        new("oauth.started", LogLevel.Information,
            ("ctx.oauth.authorizationUrl", typeof(string)), ("ctx.oauth.pkce", typeof(bool)), ("ctx.oauth.scopes", typeof(string))),
        new("oauth.completed", LogLevel.Information, ("ctx.oauth.scopes", typeof(string))),
        new("oauth.refreshed", LogLevel.Information, ("ctx.oauth.durationMs", typeof(double))),
        new("oauth.failed", LogLevel.Error, ("ctx.error.code", typeof(string)), ("ctx.error.message", typeof(string))),
        new("action.started", LogLevel.Debug, ("ctx.action.name", typeof(string))),
        new("action.completed", LogLevel.Information,
            ("ctx.action.name", typeof(string)), ("ctx.action.durationMs", typeof(double)), ("ctx.action.success", typeof(bool))),
        new("action.failed", LogLevel.Error,
            ("ctx.action.name", typeof(string)), ("ctx.action.durationMs", typeof(double)), ("ctx.action.success", typeof(bool)),
            ("ctx.error.code", typeof(string)), ("ctx.error.message", typeof(string))),
        new("webhook.received", LogLevel.Information,
            ("ctx.webhook.method", typeof(string)), ("ctx.webhook.path", typeof(string)), ("ctx.webhook.verified", typeof(bool))),
        new("webhook.processed", LogLevel.Information,
            ("ctx.webhook.method", typeof(string)), ("ctx.webhook.path", typeof(string)), ("ctx.webhook.durationMs", typeof(double))),
        new("webhook.failed", LogLevel.Error,
            ("ctx.webhook.method", typeof(string)), ("ctx.webhook.path", typeof(string)), ("ctx.webhook.durationMs", typeof(double)),
            ("ctx.error.code", typeof(string)), ("ctx.error.message", typeof(string))),
        new("adapter.get", LogLevel.Debug, ("ctx.adapter.durationMs", typeof(double)), ("ctx.adapter.found", typeof(bool))),
        new("adapter.list", LogLevel.Debug, ("ctx.adapter.durationMs", typeof(double)), ("ctx.adapter.count", typeof(int))),
        new("adapter.upsert", LogLevel.Debug,
            ("ctx.adapter.durationMs", typeof(double)), ("ctx.adapter.inserted", typeof(bool)),
            ("ctx.connector.encrypted", typeof(bool)), ("ctx.connector.encryptedFields", typeof(int))),
        new("adapter.update", LogLevel.Debug, ("ctx.adapter.durationMs", typeof(double))),
        new("adapter.delete", LogLevel.Debug, ("ctx.adapter.durationMs", typeof(double))),
        new("error.occurred", LogLevel.Error,
            ("ctx.error.code", typeof(string)), ("ctx.error.message", typeof(string)), ("ctx.error.operation", typeof(string))),
    ];

    public static readonly SpanRow[] Spans =
    [
        new("connector.action demo.echo", ["ctx.action.name", "ctx.action.durationMs", "ctx.action.success"]),
        new("connector.connect", [], ["ctx.error.operation"]),
        new("connector.oauth.exchange", [], OnSuccess: ["ctx.oauth.scopes"]),
        new("connector.oauth.refresh", [], OnSuccess: ["ctx.oauth.durationMs"]),
        new("connector.webhook demo", ["ctx.webhook.method", "ctx.webhook.path", "ctx.webhook.durationMs"], OnSuccess: ["ctx.webhook.verified"]),
    ];

    /// <summary>What a failed span says beside what it always says.</summary>
    public static readonly string[] Failure = ["error.type", "ctx.error.code", "ctx.error.message"];

    public static readonly MetricRow[] Metrics =
    [
        new("action.duration", "s", MetricType.Histogram, "ctx.connector.provider", "ctx.connector.scope", "ctx.action.name"),
        new("action.active", "{call}", MetricType.LongSumNonMonotonic, "ctx.connector.provider", "ctx.connector.scope", "ctx.action.name") { HasErrors = false },
        new("oauth.refreshes", "{refresh}", MetricType.LongSum, "ctx.connector.provider", "ctx.connector.scope"),
        new("webhook.duration", "s", MetricType.Histogram, "ctx.connector.provider", "ctx.connector.scope"),
        new("store.duration", "s", MetricType.Histogram, "ctx.adapter.operation"),
        new("events.dropped", "{event}", MetricType.LongSum) { HasErrors = false },
    ];
}

/// <param name="Name">Without the prefix that all names have.</param>
/// <param name="Level">Its level.</param>
/// <param name="Attributes">What it says beside its origin.</param>
internal sealed record EventRow(string Name, LogLevel Level, params (string Name, Type Type)[] Attributes);

/// <param name="Name">Its name.</param>
/// <param name="Always">What it says beside its origin, whatever comes of it.</param>
/// <param name="OnFailure">What it also says when it failed, beside what every failed span says.</param>
/// <param name="OnSuccess">What it also says when it didn't.</param>
internal sealed record SpanRow(string Name, string[] Always, string[]? OnFailure = null, string[]? OnSuccess = null);

/// <param name="Name">Without the prefix that all names have.</param>
/// <param name="Unit">In the notation of UCUM.</param>
/// <param name="Type">The instrument.</param>
/// <param name="Tags">What it is told apart by.</param>
internal sealed record MetricRow(string Name, string Unit, MetricType Type, params string[] Tags)
{
    /// <summary>Whether it counts failures by <c>error.type</c>.</summary>
    public bool HasErrors { get; init; } = true;
}
