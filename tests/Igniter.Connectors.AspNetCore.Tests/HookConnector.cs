namespace Igniter.Connectors.AspNetCore.Tests;

/// <summary>Takes only deliveries that came to the address that their sender says.</summary>
[Connector("hook")]
[WebhookEndpoint]
public sealed partial class HookConnector
{
    public const string AddressHeader = "X-Address";

    [VerifyWebhook]
    public bool Verify(WebhookRequest request) => request.Headers[AddressHeader] == request.Url;

    [Webhook]
    public Task OnEventAsync(string payload) => Task.CompletedTask;
}
