using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>Runs <see cref="OnConnectAttribute"/> and <see cref="OnDisconnectAttribute"/>. What goes wrong there is reported and changes nothing.</summary>
internal sealed class ConnectionHooks(StoredConfigReader configs, WebhookSecrets webhooks, IConnectionGrants grants, EventHub events, ILogger logger)
{
    public async ValueTask ConnectedAsync(
        RegisteredConnector connector, ConnectionRecord record, object? config, Uri? webhookUrl, CancellationToken cancellationToken)
    {
        ConnectionKey key = record.Key;
        if (connector.Definition.OnConnect is not { } onConnect)
        {
            return;
        }

        try
        {
            await RunAsync(onConnect, connector, record, config, webhookUrl, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await ReportAsync(key, "onConnect", exception as ConnectorException ?? ConnectorErrors.HookFailed(key, "OnConnect", null, exception))
                .ConfigureAwait(false);
        }
    }

    public async ValueTask DisconnectingAsync(RegisteredConnector? connector, ConnectionRecord record, CancellationToken cancellationToken)
    {
        if (connector?.Definition.OnDisconnect is not { } onDisconnect)
        {
            return;
        }

        try
        {
            object? config = await configs.ReadAsync(connector, record, cancellationToken).ConfigureAwait(false);
            Uri? webhookUrl = await webhooks.ReadUrlAsync(record, cancellationToken).ConfigureAwait(false);
            await RunAsync(onDisconnect, connector, record, config, webhookUrl, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!HandlerFailure.IsCancellation(exception, cancellationToken))
        {
            ConnectorException error = exception as ConnectorException ?? ConnectorErrors.HookFailed(record.Key, "OnDisconnect", null, exception);
            await ReportAsync(record.Key, "onDisconnect", error).ConfigureAwait(false);
        }
    }

    private async ValueTask RunAsync(
        Func<ConnectorCall, Uri?, ValueTask> hook,
        RegisteredConnector connector,
        ConnectionRecord record,
        object? config,
        Uri? webhookUrl,
        CancellationToken cancellationToken)
    {
        IGrantAccess? grant = await grants.PeekAsync(connector, record, cancellationToken).ConfigureAwait(false);
        ConnectorCall call = new(connector, record.Key, config, cancellationToken, grant);
        try
        {
            await hook(call, webhookUrl).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            exception.Hide(call.FindSecrets(webhookUrl));
            throw;
        }
        finally
        {
            await call.DisposeResourcesAsync().ConfigureAwait(false);
        }
    }

    private ValueTask ReportAsync(ConnectionKey key, string operation, ConnectorException error)
    {
        Failure failure = events.FailureOf(error);
        Log.HookFailed(
            logger,
            operation,
            key.Connector,
            key.Scope,
            failure.Code,
            failure.Message,
            error.InnerException?.GetType().Name,
            error.InnerException?.StackTrace ?? error.StackTrace);
        return events.TellErrorAsync(key, operation, failure);
    }
}
