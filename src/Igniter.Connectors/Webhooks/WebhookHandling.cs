using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Makes the context object, calls the connector's method, and disposes what that took.</summary>
internal sealed class WebhookHandling(ConnectionGrants grants, ContextStage context)
{
    /// <exception cref="ConnectorException">What the method threw, or CONNECTOR_WEBHOOK_FAILED.</exception>
    public async ValueTask RunAsync(
        ConnectorWebhook webhook,
        WebhookHandlerDefinition handler,
        ConnectionRecord record,
        object? config,
        WebhookDelivery delivery,
        object? payload,
        CancellationToken cancellationToken)
    {
        ConnectionKey key = record.Key;
        ConnectionGrant? grant = await grants.PeekAsync(webhook.Connector, record, cancellationToken).ConfigureAwait(false);
        ConnectorCall call = new(webhook.Connector, key, config, cancellationToken, grant);
        try
        {
            if (handler.UsesContext && call.Definition.OnContext is { } onContext)
            {
                call.State = await onContext(call).ConfigureAwait(false);
            }

            await handler.InvokeAsync(call, delivery, payload).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            KnownSecrets secrets = call.FindSecrets(delivery.Request.Address);
            secrets.AddMembers(handler.PayloadContract, payload);
            webhook.SecretsOf(config).ForEach(secrets.Add);
            exception.Hide(secrets);
            throw;
        }
        catch (Exception exception) when (HandlerFailure.IsFailure(exception, cancellationToken))
        {
            throw WebhookErrors.Failed(key, exception);
        }
        finally
        {
            await context.LeaveAsync(call, "webhook", null).ConfigureAwait(false);
        }
    }
}
