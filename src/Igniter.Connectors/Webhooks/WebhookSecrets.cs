using System.Buffers.Text;
using System.Security.Cryptography;

namespace Igniter.Connectors;

/// <summary>The secrets in webhook URLs: 256 random bits each, by which a delivery finds its connection.</summary>
internal sealed class WebhookSecrets(ConfigProtector protector, PublicAddress address, TimeProvider time)
{
    private const int SecretBytes = 32;
    private const int SecretLength = 43;

    /// <summary>Whether a text can be such a secret at all.</summary>
    public static bool IsSecret(string text) => text.Length == SecretLength && Base64Url.IsValid(text);

    /// <summary>Gives a record that is about to be stored a secret, unless it has one that can be read.</summary>
    /// <param name="record">The record. What it keeps secret is under the current key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The record, and the URL; no URL when no base URL is set.</returns>
    public async ValueTask<(ConnectionRecord Record, Uri? Url)> EnsureAsync(ConnectionRecord record, CancellationToken cancellationToken)
    {
        if (record.WebhookSecret is not null)
        {
            try
            {
                return (record, await ReadUrlAsync(record, cancellationToken).ConfigureAwait(false));
            }
            catch (ConnectorException exception) when (EncryptionErrors.IsLost(exception))
            {
                // Nobody can be shown it any more, so it is made anew.
            }
        }

        return await ReplaceAsync(record, [], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives a record a new secret. The ones before work for a while longer.</summary>
    public async ValueTask<(ConnectionRecord Record, Uri? Url)> RotateAsync(ConnectionRecord record, TimeSpan grace, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset until = grace < DateTimeOffset.MaxValue - now ? now + grace : DateTimeOffset.MaxValue;
        List<(string, DateTimeOffset?)> others = [];
        if (record.WebhookSecret is not null)
        {
            string[] secrets = await RevealAsync(record, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < Math.Min(secrets.Length, record.WebhookSecretHashes.Count); i++)
            {
                DateTimeOffset expiresAt = record.WebhookSecretHashes[i].ExpiresAt is { } earlier && earlier < until ? earlier : until;
                if (now < expiresAt)
                {
                    others.Add((secrets[i], expiresAt));
                }
            }
        }

        return await ReplaceAsync(record, others, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>The URL; <see langword="null"/> when the record has no secret or no base URL is set.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED.</exception>
    public async ValueTask<Uri?> ReadUrlAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
        record.WebhookSecret is null
            ? null
            : UrlOf(record.Key, (await protector.RevealWebhookSecretsAsync(record, cancellationToken).ConfigureAwait(false))[0]);

    private async ValueTask<(ConnectionRecord Record, Uri? Url)> ReplaceAsync(
        ConnectionRecord record, List<(string, DateTimeOffset?)> others, CancellationToken cancellationToken)
    {
        ConnectionRecord bare = record with { WebhookSecret = null, WebhookSecretHashes = [] };
        if (bare.KeyId.Length > 0 && bare.KeyId != protector.KeyId)
        {
            bare = await protector.ReencryptAsync(bare, cancellationToken).ConfigureAwait(false);
        }

        string secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        ConnectionRecord changed = await protector.WithWebhookSecretsAsync(bare, [(secret, null), .. others], cancellationToken).ConfigureAwait(false);
        return (changed, UrlOf(record.Key, secret));
    }

    private async ValueTask<string[]> RevealAsync(ConnectionRecord record, CancellationToken cancellationToken)
    {
        try
        {
            return await protector.RevealWebhookSecretsAsync(record, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (EncryptionErrors.IsLost(exception))
        {
            return [];
        }
    }

    private Uri? UrlOf(ConnectionKey key, string secret) => address.WebhookOf(key.Connector, secret);
}
