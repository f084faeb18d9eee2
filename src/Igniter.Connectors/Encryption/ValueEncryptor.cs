using System.Text;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>The only place that calls the encryptor: gives every failure of it the same face.</summary>
internal sealed class ValueEncryptor(IConnectorEncryptor encryptor)
{
    /// <summary>Id of the key that new values are encrypted with.</summary>
    public string KeyId => encryptor.KeyId;

    /// <summary>Whether values under this key can be decrypted, as far as that is known without trying: what an application's own encryptor holds isn't.</summary>
    public bool CanDecrypt(string keyId) => encryptor is not AesGcmEncryptor builtIn || builtIn.Holds(keyId);

    /// <summary>Encrypts a value.</summary>
    /// <exception cref="ConnectorException">CONNECTOR_ENCRYPT_FAILED, or the encryptor's own.</exception>
    public async ValueTask<string> EncryptAsync(
        ReadOnlyMemory<byte> plaintext, EncryptionContext context, string keyId, CancellationToken cancellationToken)
    {
        try
        {
            string envelope = await encryptor.EncryptAsync(plaintext, context, cancellationToken).ConfigureAwait(false);
            return keyId.Length > 0 && IsPrintable(envelope)
                ? envelope
                : throw new InvalidOperationException("The encryptor has no key id, or its envelope isn't printable text.");
        }
        catch (ConnectorException exception)
        {
            Hide(plaintext.Span, exception);
            throw;
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            throw EncryptionErrors.EncryptFailed(context.Connection, context.Field, keyId, exception);
        }
    }

    /// <summary>Decrypts an envelope.</summary>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED, or the encryptor's own.</exception>
    public ValueTask<byte[]> DecryptAsync(string envelope, EncryptionContext context, string keyId, CancellationToken cancellationToken)
    {
        ValueTask<byte[]> pending;
        try
        {
            pending = encryptor.DecryptAsync(envelope, context, cancellationToken);
        }
        catch (Exception exception)
        {
            pending = ValueTask.FromException<byte[]>(exception);
        }

        return pending.IsCompletedSuccessfully
            ? new(Accept(pending.Result, context, keyId))
            : AcceptAsync(pending, envelope, context, keyId, cancellationToken);
    }

    private static async ValueTask<byte[]> AcceptAsync(
        ValueTask<byte[]> pending, string envelope, EncryptionContext context, string keyId, CancellationToken cancellationToken)
    {
        try
        {
            return Accept(await pending.ConfigureAwait(false), context, keyId);
        }
        catch (ConnectorException exception)
        {
            Hide(Encoding.UTF8.GetBytes(envelope), exception);
            throw;
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            throw EncryptionErrors.DecryptFailed(context.Connection, context.Field, keyId, exception);
        }
    }

    private static byte[] Accept(byte[]? plaintext, EncryptionContext context, string keyId) => plaintext
        ?? throw EncryptionErrors.DecryptFailed(
            context.Connection, context.Field, keyId, new InvalidOperationException("The encryptor returned nothing."));

    /// <summary>An error of the encryptor's own may tell what it was given.</summary>
    private static void Hide(ReadOnlySpan<byte> given, ConnectorException exception)
    {
        KnownSecrets secrets = new();
        secrets.AddText(given);
        exception.Hide(secrets);
    }

    private static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is not ConnectorException
        && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    // A lone surrogate is enumerated as the replacement character: a store could not give it back.
    private static bool IsPrintable(string? envelope)
    {
        if (string.IsNullOrEmpty(envelope))
        {
            return false;
        }

        if (!envelope.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return true;
        }

        foreach (Rune rune in envelope.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }
}
