using System.Text.Json;
using System.Text.Json.Serialization;
using Igniter.Connectors;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Billing;

/// <summary>Several webhook handlers behind one address.</summary>
[Connector("billing")]
[WebhookEndpoint(Signature = WebhookSignature.Stripe, Secret = nameof(Config.SigningSecrets), MaxBytes = 4096)]
public sealed partial class BillingConnector(IServiceProvider services)
{
    private BillingLog Log => services.GetRequiredService<BillingLog>();

    public sealed partial record Config
    {
        /// <summary>Each is accepted: a new one is added before the provider uses it.</summary>
        [Encrypted]
        public required IReadOnlyList<string> SigningSecrets { get; init; }
    }

    public sealed record Invoice
    {
        [JsonPropertyName("amount_due")]
        public required long AmountDue { get; init; }
    }

    public sealed record InvoicePaid(string Id, Invoice Data);

    [OnConnect]
    public void Register(Uri? webhookUrl) => Log.Lines.Add($"register {webhookUrl?.Host}");

    [OnDisconnect]
    public void Unregister(Uri? webhookUrl) => Log.Lines.Add($"unregister {webhookUrl?.Host}");

    [OnContext]
    public BillingPeriod Open(Config config) => new(config.SigningSecrets.Count);

    [Webhook("invoice.paid")]
    public async Task PaidAsync(InvoicePaid paid, BillingPeriod period, WebhookContext<Config> context, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        Log.Lines.Add($"paid {paid.Data.AmountDue} by {context.Identity} ({context.EventId}, {period.Secrets} secrets)");
    }

    [Webhook("invoice.voided")]
    public void Voided() => Log.Lines.Add("voided");

    [Webhook]
    public ValueTask OtherAsync(JsonElement any, [Service] BillingLog other)
    {
        other.Lines.Add($"other {any.GetProperty("type").GetString()}");
        return ValueTask.CompletedTask;
    }
}

/// <summary>An own way to verify, and a signature described by data.</summary>
[Connector("parcels")]
[WebhookEndpoint(EventTypeHeader = "X-Event", Handshake = WebhookHandshake.Meta, VerifyToken = nameof(Config.Token), Secret = nameof(Config.Key))]
[HmacSignature(Header = "X-Signature", Algorithm = HmacAlgorithm.Sha512, Encoding = HmacEncoding.Base64, Prefix = "v1=")]
public sealed partial class ParcelsConnector
{
    public sealed partial record Config([Encrypted] string Key, [Encrypted] string Token);

    [Webhook]
    public void Moved(string place) => _ = place;
}

public sealed record BillingPeriod(int Secrets);

public sealed class BillingLog
{
    public List<string> Lines { get; } = [];
}
