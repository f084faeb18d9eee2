using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>What manager, scopes and clients work with: every operation on connections, each reporting its failure once, and the actions.</summary>
internal sealed class ConnectorEngine
{
    private const string ConnectSpan = "connector.connect";

    private readonly ConfigProtector _protector;
    private readonly ConnectionReader _reader;
    private readonly ConnectionWriter _writer;
    private readonly ConnectionRemover _remover;
    private readonly ConnectionWebhooks _webhooks;
    private readonly AuthorizationFlows _flows;
    private readonly ObservedStore _store;
    private readonly IConnectionGrants _grants;

    public ConnectorEngine(
        ObservedStore store,
        ConfigProtector protector,
        ConnectorCatalog catalog,
        OAuthSource oauth,
        IConnectionGrants grants,
        PublicAddress address,
        ReturnUrlPolicy returnUrls,
        EventHub events,
        ILogger logger)
    {
        ReportStage report = new(events);
        StoredConfigReader configs = new(protector, new ValidateStage(new ConfigUpgrade(protector, store, events.Time, logger)));
        ConnectionFinder finder = new(store);
        WebhookSecrets webhooks = new(protector, address, events.Time);
        ConnectionHooks hooks = new(configs, webhooks, grants, events, logger);

        _protector = protector;
        _reader = new ConnectionReader(store, finder, protector, configs, catalog);
        _writer = new ConnectionWriter(store, finder, protector, new ConfigIntake(protector), configs, webhooks, hooks, grants, events);
        _remover = new ConnectionRemover(store, finder, hooks, grants, catalog, events);
        _webhooks = new ConnectionWebhooks(store, finder, webhooks, address, events.Time);
        _flows = new AuthorizationFlows(oauth, store, configs, _writer, catalog, address, returnUrls, events, logger);
        _store = store;
        _grants = grants;
        Configs = configs;
        Catalog = catalog;
        Events = events;
        Actions = new ActionPipeline(new OpenStage(store, configs, grants), grants, new ContextStage(logger), report, events.Time);
        JsonActions = new JsonActionCaller(Actions, report);
    }

    public ConnectorCatalog Catalog { get; }

    /// <summary>Reads stored configurations, for whatever else needs them.</summary>
    public StoredConfigReader Configs { get; }

    public EventHub Events { get; }

    public ActionPipeline Actions { get; }

    public JsonActionCaller JsonActions { get; }

    /// <summary>What a generated client outside any scope calls.</summary>
    public CallTarget UnscopedTargetOf(ConnectorDefinition definition) => UnscopedTargetOf(Catalog.Find(definition), definition.Key);

    public CallTarget UnscopedTargetOf(string connector) => UnscopedTargetOf(Catalog.Find(connector), connector);

    public Task<Connection?> GetAsync(CallTarget target, CancellationToken cancellationToken) =>
        ReportAsync(target.Key, "get", () => _reader.GetAsync(target, cancellationToken), cancellationToken);

    public Task<ConnectionList> ListAsync(TenantKey tenant, ConnectionQuery query, CancellationToken cancellationToken) =>
        ReportAsync(KeyOf(tenant, query), "list", () => _reader.ListAsync(tenant, query, cancellationToken), cancellationToken);

    public Task<ConnectionList> ListAllAsync(ConnectionQuery query, CancellationToken cancellationToken) =>
        ReportAsync(KeyOf(new TenantKey("", ""), query), "list", () => _reader.ListAllAsync(query, cancellationToken), cancellationToken);

    public Task<long> CountAsync(TenantKey tenant, ConnectionQuery query, CancellationToken cancellationToken) =>
        ReportAsync(KeyOf(tenant, query), "count", () => _reader.CountAsync(tenant, query, cancellationToken), cancellationToken);

    public Task<TConfig> RevealAsync<TConfig>(CallTarget target, CancellationToken cancellationToken) =>
        ReportAsync(target.Key, "revealConfig", () => _reader.RevealAsync<TConfig>(target, cancellationToken), cancellationToken);

    public Task<JsonElement> RevealJsonAsync(CallTarget target, CancellationToken cancellationToken) =>
        ReportAsync(target.Key, "revealConfig", () => _reader.RevealJsonAsync(target, cancellationToken), cancellationToken);

    public Task<ConnectionResult> ConnectAsync(CallTarget target, object? config, ConnectMode mode, CancellationToken cancellationToken) =>
        ReportAsync(target.Key, "connect", () => _writer.ConnectAsync(target, config, mode, cancellationToken), cancellationToken, ConnectSpan);

    public Task<ConnectionResult> ConnectJsonAsync(CallTarget target, JsonElement config, ConnectMode mode, CancellationToken cancellationToken) =>
        ReportAsync(target.Key, "connect", () => _writer.ConnectJsonAsync(target, config, mode, cancellationToken), cancellationToken, ConnectSpan);

    public Task<Connection> UpdateAsync(CallTarget target, object config, CancellationToken cancellationToken) =>
        ReportAsync(target.Key, "update", () => _writer.UpdateAsync(target, config, cancellationToken), cancellationToken);

    public Task<Connection> UpdateAsync<TConfig>(CallTarget target, Func<TConfig, TConfig> change, CancellationToken cancellationToken)
        where TConfig : notnull =>
        ReportAsync(target.Key, "update", () => _writer.UpdateAsync(target, change, cancellationToken), cancellationToken);

    public Task<Connection> UpdateJsonAsync(CallTarget target, JsonElement config, CancellationToken cancellationToken) =>
        ReportAsync(target.Key, "update", () => _writer.UpdateJsonAsync(target, config, cancellationToken), cancellationToken);

    public Task<Connection> EnableAsync(CallTarget target, CancellationToken cancellationToken) =>
        ReportAsync(target.Key, "enable", () => _writer.SwitchAsync(target, _ => true, cancellationToken), cancellationToken);

    public Task<Connection> DisableAsync(CallTarget target, CancellationToken cancellationToken) =>
        ReportAsync(target.Key, "disable", () => _writer.SwitchAsync(target, _ => false, cancellationToken), cancellationToken);

    public Task<Connection> ToggleAsync(CallTarget target, CancellationToken cancellationToken) =>
        ReportAsync(target.Key, "toggle", () => _writer.SwitchAsync(target, enabled => !enabled, cancellationToken), cancellationToken);

    public Task<DisconnectResult> DisconnectAsync(CallTarget target, CancellationToken cancellationToken) =>
        ReportAsync(target.Key, "disconnect", () => _remover.DisconnectAsync(target, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<DisconnectResult>> DisconnectAllAsync(TenantKey tenant, ConnectionQuery query, CancellationToken cancellationToken) =>
        ReportAsync(KeyOf(tenant, query), "disconnectAll", () => _remover.DisconnectAllAsync(tenant, query, cancellationToken), cancellationToken);

    public Task<Uri> GetWebhookUrlAsync(CallTarget target, CancellationToken cancellationToken) =>
        ReportAsync(target.Key, "getWebhookUrl", () => _webhooks.GetUrlAsync(target, cancellationToken), cancellationToken);

    public Task<Uri> RotateWebhookSecretAsync(CallTarget target, TimeSpan grace, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grace, TimeSpan.Zero);
        return ReportAsync(target.Key, "rotateWebhookSecret", () => _webhooks.RotateAsync(target, grace, cancellationToken), cancellationToken);
    }

    public Task<AuthorizationRequest> AuthorizeAsync(CallTarget target, AuthorizeOptions options, object? config, CancellationToken cancellationToken) =>
        ReportAsync(
            target.Key,
            "authorize",
            () =>
            {
                ConnectionWriter.CheckGiven(target, config);
                return _flows.Starter.StartAsync(target, options, config, cancellationToken);
            },
            cancellationToken);

    public Task<AuthorizationRequest> AuthorizeJsonAsync(CallTarget target, AuthorizeOptions<JsonElement> options, CancellationToken cancellationToken) =>
        ReportAsync(
            target.Key,
            "authorize",
            () =>
            {
                RegisteredConnector connector = target.RequireConnector();
                object? config = options.Config.ValueKind == JsonValueKind.Undefined ? null : ConfigIntake.Parse(connector, target.Key, options.Config);
                return _flows.Starter.StartAsync(target, options, config, cancellationToken);
            },
            cancellationToken);

    /// <summary>Answers a provider's redirect. What is wrong with it is an answer.</summary>
    public Task<ConnectorResponse> HandleCallbackAsync(string connector, ConnectorRequest request, CancellationToken cancellationToken) =>
        _flows.Callback.HandleAsync(connector, request, key => new CallTarget(Catalog.Find(key.Connector), key, ConnectionFallback.None), cancellationToken);

    /// <summary>Renews the grants of idle connections that are due.</summary>
    public Task RenewIdleAsync(CancellationToken cancellationToken) =>
        ReportAsync(ObservedStore.Everybody, "renewIdle", () => _flows.Idle.RunAsync(cancellationToken), cancellationToken);

    /// <summary>Stores what isn't stored yet, before the process ends.</summary>
    public ValueTask EndAsync() => _grants.EndAsync();

    /// <summary>Deletes what has expired in the store.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) =>
        ReportAsync(ObservedStore.Everybody, "sweep", () => _store.SweepAsync(Events.Time.GetUtcNow(), cancellationToken).AsTask(), cancellationToken);

    public Task TestAsync(CallTarget target, CancellationToken cancellationToken) =>
        ReportAsync(target.Key, "test", () => Actions.TestAsync(target, cancellationToken), cancellationToken);

    public Task<JsonElement> EncryptConfigAsync(CallTarget target, JsonElement config, CancellationToken cancellationToken) =>
        ReportAsync(target.Key, "encryptConfig", () => EncryptAsync(target, config, cancellationToken), cancellationToken);

    public Task<JsonElement> DecryptConfigAsync(CallTarget target, JsonElement config, CancellationToken cancellationToken) =>
        ReportAsync(target.Key, "decryptConfig", () => DecryptAsync(target, config, cancellationToken), cancellationToken);

    private async Task<JsonElement> EncryptAsync(CallTarget target, JsonElement config, CancellationToken cancellationToken)
    {
        if (target.RequireConnector().Definition.Config is not { } contract)
        {
            return config.Clone();
        }

        ProtectedConfig result = await _protector.ProtectAsync(BytesOf(target, config), contract.Shape, target.Key, cancellationToken).ConfigureAwait(false);
        return JsonElement.Parse(result.Config.Span);
    }

    private async Task<JsonElement> DecryptAsync(CallTarget target, JsonElement config, CancellationToken cancellationToken)
    {
        if (target.RequireConnector().Definition.Config is not { } contract)
        {
            return config.Clone();
        }

        ReadOnlyMemory<byte> json = await _protector.RevealAsync(BytesOf(target, config), contract.Shape, target.Key, cancellationToken).ConfigureAwait(false);
        return JsonElement.Parse(json.Span);
    }

    private static byte[] BytesOf(CallTarget target, JsonElement config) =>
        config.ValueKind == JsonValueKind.Object
            ? JsonMarshal.GetRawUtf8Value(config).ToArray()
            : throw ConnectorErrors.ConfigInvalid(target.Key, [new("", "The configuration must be a JSON object.")], null);

    private Task<bool> ReportAsync(ConnectionKey about, string operation, Func<Task> run, CancellationToken cancellationToken) =>
        ReportAsync(
            about,
            operation,
            async () =>
            {
                await run().ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    private async Task<T> ReportAsync<T>(
        ConnectionKey about, string operation, Func<Task<T>> run, CancellationToken cancellationToken, string? span = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Activity? activity = span is null ? null : Spans.Start(span, about, Events);
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception exception) when (HandlerFailure.IsCancellation(exception, cancellationToken))
        {
            activity?.Fail(Events.FailureOf(exception));
            throw;
        }
        catch (Exception exception)
        {
            await Events.TellErrorAsync(about, operation, Events.FailureOf(exception), activity).ConfigureAwait(false);
            throw;
        }
        finally
        {
            activity.End();
        }
    }

    private static CallTarget UnscopedTargetOf(RegisteredConnector? connector, string key) =>
        new(connector, connector?.UnscopedKey ?? new ConnectionKey("", "", key, ""), ConnectionFallback.DefaultConfigOnly);

    private static ConnectionKey KeyOf(TenantKey tenant, ConnectionQuery query) =>
        new(tenant.Scope, tenant.Identity, query.Connector ?? "", query.Name ?? "");
}
