using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Makes the context object, calls the connector's method, and disposes what that took.</summary>
internal sealed class WebhookHandling(IConnectionGrants grants, ContextStage context)
{
    /// <exception cref="ConnectorException">What the method threw, or CONNECTOR_WEBHOOK_FAILED.</exception>
    public async ValueTask RunAsync(WebhookWork work, CancellationToken cancellationToken)
    {
        ConnectionKey key = work.Record.Key;
        IGrantAccess? grant = await grants.PeekAsync(work.Webhook.Connector, work.Record, cancellationToken).ConfigureAwait(false);
        ConnectorCall call = new(work.Webhook.Connector, key, work.Config, cancellationToken, grant);
        try
        {
            if (work.Handler.UsesContext && call.Definition.OnContext is { } onContext)
            {
                call.State = await onContext(call).ConfigureAwait(false);
            }

            await work.Handler.InvokeAsync(call, work.Delivery, work.Payload).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            KnownSecrets secrets = call.FindSecrets(work.Delivery.Request.Address);
            secrets.AddMembers(work.Handler.PayloadContract, work.Payload);
            Array.ForEach(work.Webhook.SecretsOf(work.Config), secrets.Add);
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

/// <summary>A delivery that was checked, and what handles it.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Handler">The connector's method.</param>
/// <param name="Record">Whose delivery.</param>
/// <param name="Config">The connection's configuration.</param>
/// <param name="Delivery">The delivery.</param>
/// <param name="Payload">What the method takes, checked; <see langword="null"/> for nothing.</param>
internal sealed record WebhookWork(
    ConnectorWebhook Webhook, WebhookHandlerDefinition Handler, ConnectionRecord Record, object? Config, WebhookDelivery Delivery, object? Payload);
