namespace Igniter.Connectors;

/// <summary>
/// Standard Webhooks 1.0.0, symmetric signatures: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md.
/// Svix is where it comes from and differs in the names of the headers: https://docs.svix.com/receiving/verifying-payloads/how-manual.
/// </summary>
/// <param name="prefix">What the headers' names begin with.</param>
internal sealed class StandardWebhooksScheme(string prefix) : WebhookScheme
{
    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    private readonly string _id = prefix + "-id";
    private readonly string _timestamp = prefix + "-timestamp";
    private readonly string _signature = prefix + "-signature";

    public override WebhookPlace EventType => WebhookPlace.InMember("type");

    public override WebhookPlace DeliveryId => WebhookPlace.InHeader(_id);

    public override bool Verify(WebhookRequest request, string[] secrets)
    {
        // An id with a dot could borrow the timestamp's place: a stale delivery would look fresh.
        if (request.Single(_id) is not { } id
            || id.Contains('.', StringComparison.Ordinal)
            || request.Single(_timestamp) is not { } timestamp
            || !WebhookHeaders.TryParseTime(timestamp, out long seconds)
            || !IsFresh(request, seconds)
            || request.Single(_signature) is not { } header)
        {
            return false;
        }

        List<byte[]> signatures = [];
        foreach (Range part in header.AsSpan().Split(' '))
        {
            ReadOnlySpan<char> text = header.AsSpan(part);
            if (text.StartsWith(Version, StringComparison.Ordinal) && WebhookHmac.Decode(text[Version.Length..], HmacEncoding.Base64) is { } signature)
            {
                signatures.Add(signature);
            }
        }

        return WebhookHmac.AnyMatches(HmacAlgorithm.Sha256, [.. secrets.Select(KeyOf)], $"{id}.{timestamp}.", request.Body, "", [.. signatures]);
    }

    /// <returns>The key; empty, which no signature is made with, for a secret that isn't Base64.</returns>
    private static byte[] KeyOf(string secret)
    {
        ReadOnlySpan<char> text = secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret.AsSpan(SecretPrefix.Length) : secret;
        byte[] key = new byte[text.Length];
        return Convert.TryFromBase64Chars(text, key, out int length) ? key[..length] : [];
    }
}
