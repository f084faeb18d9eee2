using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors;

/// <summary>
/// Takes a provider's deliveries. The order of its steps matters: nothing is parsed before the signature was verified over the bytes as they came, and
/// nothing runs before everything was checked.
/// </summary>
internal sealed class WebhookIngress
{
    private static readonly ConnectorResponse Ok = new() { StatusCode = 200 };
    private static readonly string[] UsualMethods = ["POST", "GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"];

    private readonly Dictionary<string, ConnectorWebhook> _webhooks = new(StringComparer.Ordinal);
    private readonly ObservedStore _store;
    private readonly WebhookLookup _lookup;
    private readonly StoredConfigReader _configs;
    private readonly WebhookHandling _handling;
    private readonly WebhookStatusWriter _status;
    private readonly StoreSweeper _sweeper;
    private readonly PublicAddress _address;
    private readonly EventHub _events;
    private readonly ILogger _logger;
    private readonly string _path;

    public WebhookIngress(
        IEnumerable<RegisteredConnector> connectors,
        ObservedStore store,
        ConfigProtector protector,
        StoredConfigReader configs,
        IConnectionGrants grants,
        PublicAddress address,
        EventHub events,
        int maxBytes,
        StoreSweeper sweeper,
        ILogger logger)
    {
        foreach (RegisteredConnector connector in connectors)
        {
            if (connector.Definition.Webhook is { } webhook)
            {
                _webhooks.Add(connector.Key, new ConnectorWebhook(connector, webhook, maxBytes));
            }
        }

        _store = store;
        _lookup = new WebhookLookup(store, protector, events.Time);
        _configs = configs;
        _handling = new WebhookHandling(grants, new ContextStage(logger));
        _status = new WebhookStatusWriter(store);
        _sweeper = sweeper;
        _address = address;
        _events = events;
        _logger = logger;
        _path = address.BasePath + "/{connector}/webhook/{secret}";
    }

    /// <summary>Answers a request to <c>{BasePath}/{connector}/webhook/{secret}</c>.</summary>
    public async ValueTask<ConnectorResponse> HandleAsync(string connector, string secret, ConnectorRequest request, CancellationToken cancellationToken)
    {
        ConnectorWebhook? webhook = _webhooks.GetValueOrDefault(connector);
        ConnectionKey about = webhook?.Connector.UnscopedKey ?? ObservedStore.Everybody;
        WebhookReport report = new(_events, _logger, _path, MethodOf(request), about);
        WebhookOutcome outcome;
        try
        {
            bool asksForHandshake = webhook?.Handshake == WebhookHandshake.Meta && HttpMethodIs(request, "GET");
            if (!asksForHandshake && !HttpMethodIs(request, "POST"))
            {
                throw WebhookErrors.MethodNotAllowed(about);
            }

            ConnectionRecord? record = await _lookup.FindAsync(connector, secret, cancellationToken).ConfigureAwait(false);
            if (record is null || webhook is null)
            {
                // Not thrown: whoever tries secrets shall cost as little as possible.
                outcome = Refused(WebhookErrors.NotFound(about), about);
            }
            else
            {
                about = record.Key;
                outcome = asksForHandshake
                    ? new(await ShakeHandsAsync(webhook, record, request, cancellationToken).ConfigureAwait(false))
                    : await ReceiveAsync(webhook, record, secret, request, report, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (HandlerFailure.IsCancellation(exception, cancellationToken))
        {
            await report.FailedAsync(about, exception).ConfigureAwait(false);
            throw;
        }
        catch (Exception exception)
        {
            outcome = Refused(exception as ConnectorException ?? WebhookErrors.Failed(about, exception), about);
        }

        await report.EndAsync(about, outcome).ConfigureAwait(false);
        return outcome.Response;
    }

    private async ValueTask<ConnectorResponse> ShakeHandsAsync(
        ConnectorWebhook webhook, ConnectionRecord record, ConnectorRequest request, CancellationToken cancellationToken)
    {
        object? config = await _configs.ReadAsync(webhook.Connector, record, cancellationToken).ConfigureAwait(false);
        return WebhookHandshakes.AnswerMeta(webhook, request.Query, config) ?? throw WebhookErrors.NotVerified(record.Key, "Its verify token is wrong.");
    }

    private async ValueTask<WebhookOutcome> ReceiveAsync(
        ConnectorWebhook webhook, ConnectionRecord record, string secret, ConnectorRequest request, WebhookReport report, CancellationToken cancellationToken)
    {
        ConnectionKey key = record.Key;
        if (await request.Body.ReadAsync(webhook.MaxBytes, cancellationToken).ConfigureAwait(false) is not { } body)
        {
            throw WebhookErrors.TooLarge(key);
        }

        WebhookRequest received = new(_address, key.Connector, secret, request.Query)
        {
            Method = "POST",
            Headers = WebhookHeaders.Normalize(request.Headers),
            Body = body,
            ReceivedAt = _events.Time.GetUtcNow(),
        };
        object? config = await _configs.ReadAsync(webhook.Connector, record, cancellationToken).ConfigureAwait(false);
        bool verified = await WebhookVerification.RunAsync(webhook, key, config, received, cancellationToken).ConfigureAwait(false);
        await report.ReceivedAsync(key, verified).ConfigureAwait(false);

        return WebhookHandshakes.Answer(webhook, received, config) is { } answer
            ? new(answer)
            : await HandleAsync(webhook, record, config, received, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<WebhookOutcome> HandleAsync(
        ConnectorWebhook webhook, ConnectionRecord record, object? config, WebhookRequest request, CancellationToken cancellationToken)
    {
        ConnectionKey key = record.Key;
        WebhookMessage message = WebhookMessage.Read(webhook, key, request);
        if (webhook.Find(message.EventType) is not { } handler)
        {
            return new(Ok);
        }

        object? payload = message.ReadPayload(handler, key, request, webhook.Connector.Services);
        WebhookDelivery delivery = new(request, message.EventId, message.EventType);
        try
        {
            WebhookWork work = new(webhook, handler, record, config, delivery, payload);
            ClaimResult claimed = await RunOnceAsync(work, cancellationToken).ConfigureAwait(false);
            if (claimed != ClaimResult.Claimed)
            {
                return new(claimed == ClaimResult.Done ? Ok : ConnectorResponse.Problem(WebhookErrors.InProgress(key)));
            }
        }
        catch (ConnectorException error)
        {
            await _status.WriteAsync(record, request.ReceivedAt, message.EventType, succeeded: false).ConfigureAwait(false);

            // Whatever a handler throws, the request was right: the provider is to try again.
            ConnectorException told = error.Code == ConnectorErrorCodes.ConnectorDatabaseFailed ? error : WebhookErrors.Failed(key, error);
            return new(ConnectorResponse.Problem(told), Error: error);
        }

        await _status.WriteAsync(record, request.ReceivedAt, message.EventType, succeeded: true).ConfigureAwait(false);
        return new(Ok, WasHandled: true);
    }

    /// <returns>Whether the work was done now, before, or is being done by somebody else.</returns>
    private async ValueTask<ClaimResult> RunOnceAsync(WebhookWork work, CancellationToken cancellationToken)
    {
        WebhookClaim claim = new(_store, _events.Time, _logger, work.Record, work.Delivery.EventId);
        ClaimResult result = await claim.TakeAsync(cancellationToken).ConfigureAwait(false);
        if (result != ClaimResult.Claimed)
        {
            return result;
        }

        try
        {
            ValueTask running = _handling.RunAsync(work, cancellationToken);
            if (!running.IsCompleted)
            {
                claim.KeepAlive();
            }

            await running.ConfigureAwait(false);
        }
        catch
        {
            await claim.ReleaseAsync().ConfigureAwait(false);
            throw;
        }

        await claim.CompleteAsync().ConfigureAwait(false);
        _sweeper.SweepIfDue();
        return result;
    }

    private static WebhookOutcome Refused(ConnectorException error, ConnectionKey key) => new(Refuse(error, key), Error: error);

    /// <summary>What a provider is told. Only what is wrong with its request is told as such; all else is our failure, after which it tries again.</summary>
    private static ConnectorResponse Refuse(ConnectorException error, ConnectionKey key) => error.Code switch
    {
        ConnectorErrorCodes.ConnectorWebhookMethodNotAllowed => ConnectorResponse.Problem(error, new KeyValuePair<string, StringValues>("Allow", "POST")),
        ConnectorErrorCodes.ConnectorWebhookNotConfigured
            or ConnectorErrorCodes.ConnectorWebhookTooLarge
            or ConnectorErrorCodes.ConnectorWebhookVerificationFailed
            or ConnectorErrorCodes.ConnectorWebhookValidationFailed
            or ConnectorErrorCodes.ConnectorDatabaseFailed => ConnectorResponse.Problem(error),
        _ => ConnectorResponse.Problem(WebhookErrors.Failed(key, error)),
    };

    private static bool HttpMethodIs(ConnectorRequest request, string method) => string.Equals(request.Method, method, StringComparison.OrdinalIgnoreCase);

    /// <summary>The method is the sender's text: events tell the usual ones.</summary>
    private static string MethodOf(ConnectorRequest request)
    {
        foreach (string method in UsualMethods)
        {
            if (HttpMethodIs(request, method))
            {
                return method;
            }
        }

        return ConnectorTelemetry.Other;
    }
}
