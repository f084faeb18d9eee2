using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.AspNetCore.Tests.Leaks;

/// <summary>A connector whose methods throw all that they were given, when they are told to.</summary>
[Connector("spill")]
[OAuth2(
    AuthorizationEndpoint = "https://provider.example/authorize", TokenEndpoint = "https://provider.example/token", UserInfoEndpoint = "https://provider.example/userinfo",
    Scopes = ["read"])]
public sealed partial class SpillConnector(IServiceProvider services)
{
    public sealed partial record Config
    {
        [Encrypted]
        public required string Token { get; init; }

        [Encrypted]
        public required string SigningSecret { get; init; }
    }

    public sealed partial record Delivery(string Type, [property: Sensitive] string Payload);

    [Action]
    public Task EchoAsync([Sensitive] string text, ConnectorContext<Config> context, CancellationToken cancellationToken) =>
        SpillAsync($"{text} {context.Config.Token} {context.OAuth?.AccessToken}");

    [Webhook(Signature = WebhookSignature.StandardWebhooks, Secret = nameof(Config.SigningSecret))]
    public Task OnDeliveryAsync(Delivery delivery, WebhookContext<Config> context, CancellationToken cancellationToken) =>
        SpillAsync($"{delivery.Payload} {context.Config.Token} {context.Config.SigningSecret}");

    private Task SpillAsync(string text)
    {
        Spilled spilled = services.GetRequiredService<Spilled>();
        spilled.Text += text;
        return spilled.How switch
        {
            "own" => throw new ConnectorException("OWN", text),
            "foreign" => throw new InvalidOperationException(text),
            _ => Task.CompletedTask,
        };
    }
}

/// <summary>What the connector was given, and what it makes of it.</summary>
public sealed class Spilled
{
    public string? How { get; set; }

    public string Text { get; set; } = "";
}
