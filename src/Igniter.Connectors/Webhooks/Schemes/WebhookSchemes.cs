namespace Igniter.Connectors;

/// <summary>The built-in schemes.</summary>
internal static class WebhookSchemes
{
    private static readonly StandardWebhooksScheme StandardWebhooks = new("webhook");
    private static readonly StandardWebhooksScheme Svix = new("svix");
    private static readonly StripeScheme Stripe = new();
    private static readonly GitHubScheme GitHub = new();
    private static readonly SlackScheme Slack = new();
    private static readonly ShopifyScheme Shopify = new();
    private static readonly TwilioScheme Twilio = new();
    private static readonly TelegramScheme Telegram = new();
    private static readonly HubSpotScheme HubSpot = new();
    private static readonly LineScheme Line = new();
    private static readonly SquareScheme Square = new();
    private static readonly LinearScheme Linear = new();
    private static readonly PaddleScheme Paddle = new();

    /// <returns>The scheme; <see langword="null"/> for <see cref="WebhookSignature.None"/>.</returns>
    public static WebhookScheme? Find(WebhookSignature signature) => signature switch
    {
        WebhookSignature.StandardWebhooks => StandardWebhooks,
        WebhookSignature.Svix => Svix,
        WebhookSignature.Stripe => Stripe,
        WebhookSignature.GitHub => GitHub,
        WebhookSignature.Slack => Slack,
        WebhookSignature.Shopify => Shopify,
        WebhookSignature.Twilio => Twilio,
        WebhookSignature.TelegramSecretToken => Telegram,
        WebhookSignature.HubSpotV3 => HubSpot,
        WebhookSignature.Line => Line,
        WebhookSignature.Square => Square,
        WebhookSignature.Linear => Linear,
        WebhookSignature.Paddle => Paddle,
        _ => null,
    };

    /// <summary>Whether the signature covers the address, which is known only when a base URL is set.</summary>
    public static bool SignsUrl(WebhookSignature signature) =>
        signature is WebhookSignature.Twilio or WebhookSignature.HubSpotV3 or WebhookSignature.Square;
}
