using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Says what is wrong with the declaration of a webhook.</summary>
internal static class WebhookSetupCheck
{
    /// <returns>What is wrong; <see langword="null"/> for nothing.</returns>
    public static string? Find(WebhookDefinition webhook)
    {
        WebhookEndpointAttribute endpoint = webhook.Endpoint;
        if (webhook.Hmac is not null && endpoint.Signature != WebhookSignature.None)
        {
            return $"The webhook has both Signature = {endpoint.Signature} and [HmacSignature]. Decide for one.";
        }

        if (webhook.Hmac is { } hmac && DeclaredHmacScheme.Check(hmac) is { } problem)
        {
            return $"[HmacSignature] {problem}.";
        }

        if (endpoint.Handshake == WebhookHandshake.Meta && webhook.VerifyToken is null)
        {
            return "The handshake of Meta needs VerifyToken, the name of a configuration property.";
        }

        if (webhook.Handlers.GroupBy(handler => handler.EventType, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } group)
        {
            return group.Key is null
                ? "Two methods have [Webhook] without an event type. One takes all events that no other does."
                : $"Two methods have [Webhook({ConnectorErrors.Quote(group.Key)})].";
        }

        return endpoint.MaxBytes < 0 ? "MaxBytes of the webhook is negative." : null;
    }

    /// <summary>Whether every delivery will be refused because nothing says how to verify it.</summary>
    public static bool CanNotVerify(WebhookDefinition webhook)
    {
        bool hasScheme = webhook.Hmac is not null || webhook.Endpoint.Signature != WebhookSignature.None;
        return hasScheme ? webhook.Secret is null && webhook.Secrets is null : webhook.Verify is null && !webhook.IsUnverified;
    }
}
