namespace Igniter.Connectors;

/// <summary>Telegram's secret token, which comes back as it was given to setWebhook: https://core.telegram.org/bots/api#setwebhook.</summary>
internal sealed class TelegramScheme : WebhookScheme
{
    public override WebhookPlace DeliveryId => WebhookPlace.InMember("update_id");

    public override bool Verify(WebhookRequest request, string[] secrets)
    {
        if (request.Single("X-Telegram-Bot-Api-Secret-Token") is not { } token)
        {
            return false;
        }

        bool matches = false;
        foreach (string secret in secrets)
        {
            matches |= WebhookHmac.AreEqual(token, secret);
        }

        return matches;
    }
}
