using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Decides whether a delivery is genuine. What isn't certain isn't.</summary>
internal static class WebhookVerification
{
    /// <returns>Whether the delivery was verified; not, where the connector says that deliveries aren't.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_WEBHOOK_VERIFICATION_FAILED.</exception>
    public static ValueTask<bool> RunAsync(
        ConnectorWebhook webhook, ConnectionKey key, object? config, WebhookRequest request, CancellationToken cancellationToken)
    {
        if (webhook.Scheme is null && webhook.Definition.Verify is null)
        {
            return webhook.Definition.IsUnverified
                ? new(false)
                : throw WebhookErrors.NotVerified(key, "The connector doesn't say how deliveries are signed: give its webhook a signature.");
        }

        if (webhook.Scheme is { } scheme)
        {
            VerifyScheme(scheme, webhook, key, config, request);
        }

        return webhook.Definition.Verify is { } verify
            ? AskAsync(verify, new ConnectorCall(webhook.Connector, key, config, cancellationToken), request, cancellationToken)
            : new(true);
    }

    private static void VerifyScheme(WebhookScheme scheme, ConnectorWebhook webhook, ConnectionKey key, object? config, WebhookRequest request)
    {
        string[] secrets = webhook.SecretsOf(config);
        if (secrets.Length == 0)
        {
            throw WebhookErrors.NotVerified(key, "The configuration holds no signing secret.");
        }

        if (!scheme.Verify(request, secrets))
        {
            throw WebhookErrors.NotVerified(key, request.Url is null && WebhookSchemes.SignsUrl(webhook.Definition.Endpoint.Signature)
                ? $"The address is signed, and {PublicAddress.VariableName} isn't set."
                : "Its signature or time is wrong.");
        }
    }

    /// <returns>True; it throws otherwise.</returns>
    private static async ValueTask<bool> AskAsync(
        Func<ConnectorCall, WebhookRequest, ValueTask<bool>> verify, ConnectorCall call, WebhookRequest request, CancellationToken cancellationToken)
    {
        bool isGenuine;
        try
        {
            isGenuine = await verify(call, request).ConfigureAwait(false);
        }
        catch (Exception exception) when (!HandlerFailure.IsCancellation(exception, cancellationToken))
        {
            (exception as ConnectorException)?.Hide(call.FindSecrets(request.Address));
            throw WebhookErrors.NotVerified(call.Key, $"[VerifyWebhook] threw {exception.GetType().Name}.", exception);
        }
        finally
        {
            await call.DisposeResourcesAsync().ConfigureAwait(false);
        }

        return isGenuine ? true : throw WebhookErrors.NotVerified(call.Key, "[VerifyWebhook] refused it.");
    }
}
