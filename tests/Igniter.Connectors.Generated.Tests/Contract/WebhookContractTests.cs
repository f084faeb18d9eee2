using System.Text;
using Acme.Integrations;
using Corpus.Billing;
using Igniter.Connectors;
using Igniter.Connectors.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Contract;

/// <summary>Webhooks through generated code: the typed client gives the address, the declared methods get the events.</summary>
public sealed class WebhookContractTests
{
    private static readonly BillingConnector.Config Secrets = new() { SigningSecrets = ["whsec_new", "whsec_old"] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_event_goes_to_its_method()
    {
        BillingLog log = new();
        await using ConnectorTestHost host = Create(log);
        ConnectionResult connected = await host.Manager.Scope("organization", "org_1").Billing.ConnectAsync(Secrets, cancellationToken: Token);
        string path = connected.WebhookUrl!.AbsolutePath;

        Assert.Equal(200, await SendAsync(host, path, """{"id":"evt_1","type":"invoice.paid","data":{"amount_due":1200}}""", "whsec_new"));
        Assert.Equal(200, await SendAsync(host, path, """{"id":"evt_1","type":"invoice.paid","data":{"amount_due":1200}}""", "whsec_old"));
        Assert.Equal(200, await SendAsync(host, path, """{"id":"evt_2","type":"invoice.voided"}""", "whsec_old"));
        Assert.Equal(200, await SendAsync(host, path, """{"id":"evt_3","type":"customer.created"}""", "whsec_old"));
        Assert.Equal(400, await SendAsync(host, path, """{"id":"evt_4","type":"invoice.paid","data":{}}""", "whsec_old"));
        Assert.Equal(401, await SendAsync(host, path, """{"id":"evt_5","type":"invoice.paid","data":{"amount_due":1}}""", "whsec_none"));
        Assert.Equal(413, await SendAsync(host, path, new string(' ', 4097), "whsec_new"));

        Assert.Equal(["register app.example.test", "paid 1200 by org_1 (evt_1, 2 secrets)", "voided", "other customer.created"], log.Lines);
    }

    [Fact]
    public async Task The_client_tells_the_address_and_changes_it()
    {
        await using ConnectorTestHost host = Create(new BillingLog());
        BillingScopedClient client = host.Manager.Scope("organization", "org_1").Billing;
        ConnectionResult connected = await client.ConnectAsync(Secrets, cancellationToken: Token);

        Assert.Equal(connected.WebhookUrl, await client.GetWebhookUrlAsync(Token));
        Uri changed = await client.RotateWebhookSecretAsync(TimeSpan.FromMinutes(5), Token);
        Assert.NotEqual(connected.WebhookUrl, changed);
        Assert.Equal(changed, await host.Manager.Scope("organization", "org_1").GetWebhookUrlAsync("billing", Token));
        Assert.Equal(200, await SendAsync(host, connected.WebhookUrl!.AbsolutePath, """{"id":"1","type":"a"}""", "whsec_new"));
        host.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(404, await SendAsync(host, connected.WebhookUrl.AbsolutePath, """{"id":"2","type":"a"}""", "whsec_new"));
        Assert.Equal(200, await SendAsync(host, changed.AbsolutePath, """{"id":"3","type":"a"}""", "whsec_new"));
    }

    [Fact]
    public async Task A_declared_hmac_a_header_for_the_type_and_metas_handshake()
    {
        await using ConnectorTestHost host = Create(new BillingLog());
        ConnectionResult connected = await host.Manager.Scope("organization", "org_1").Parcels.ConnectAsync(new("the key", "the token"), cancellationToken: Token);
        string path = connected.WebhookUrl!.AbsolutePath;
        HmacSignatureAttribute declaration = new() { Header = "X-Signature", Algorithm = HmacAlgorithm.Sha512, Encoding = HmacEncoding.Base64, Prefix = "v1=" };
        byte[] body = "\"Berlin\""u8.ToArray();

        Assert.Equal(200, (await PostAsync(host, path, body, WebhookSigner.Hmac(declaration, "the key", body))).StatusCode);
        Assert.Equal(401, (await PostAsync(host, path, body, WebhookSigner.Hmac(declaration, "another key", body))).StatusCode);
        ConnectorResponse handshake = await host.Manager.HandleAsync(
            new ConnectorRequest { Method = "GET", Path = path, Query = "?hub.mode=subscribe&hub.challenge=42&hub.verify_token=the%20token" }, Token);
        Assert.Equal((200, "42"), (handshake.StatusCode, Encoding.UTF8.GetString(handshake.Body.Span)));
    }

    [Fact]
    public async Task The_documentations_connector_takes_telegrams_updates()
    {
        await using ConnectorTestHost host = Create(new BillingLog());
        ConnectionResult connected = await host.Manager.Scope("organization", "org_1").Telegram.ConnectAsync(
            new() { BotToken = host.Canary.Plant("bot token", "123456:"), ChatId = "42", WebhookSecret = "the-secret-token" }, cancellationToken: Token);
        byte[] body = "{\"updateId\":77}"u8.ToArray();

        Assert.Equal(401, (await PostAsync(host, connected.WebhookUrl!.AbsolutePath, body, [])).StatusCode);
        Assert.Equal(200, (await PostAsync(host, connected.WebhookUrl.AbsolutePath, body, WebhookSigner.TelegramSecretToken("the-secret-token"))).StatusCode);
        Assert.Equal(77, TelegramConnector.LastUpdate);
    }

    private static ConnectorTestHost Create(BillingLog log) => ConnectorTestHost.Create(builder =>
    {
        builder.Services.AddSingleton(log);
        builder.AddConnector<BillingConnector>().AddConnector<ParcelsConnector>().AddConnector<TelegramConnector>().AddScope("organization");
    });

    private static async Task<int> SendAsync(ConnectorTestHost host, string path, string json, string secret)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        return (await PostAsync(host, path, body, WebhookSigner.Stripe(secret, body, host.Time.GetUtcNow()))).StatusCode;
    }

    private static ValueTask<ConnectorResponse> PostAsync(ConnectorTestHost host, string path, byte[] body, Dictionary<string, StringValues> headers) =>
        host.Manager.HandleAsync(new ConnectorRequest { Method = "POST", Path = path, Body = body, Headers = headers }, Token);
}
