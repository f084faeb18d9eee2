using System.Collections.Concurrent;

namespace Igniter.Connectors.Tests.Encryption;

/// <summary>A key service as an application may bring it: asynchronous, with envelopes that are only handles, and keys that can be changed.</summary>
internal sealed class FakeKms : IConnectorEncryptor
{
    private readonly ConcurrentDictionary<string, (byte[] Plaintext, EncryptionContext Context)> _vault = new();

    public string KeyId { get; set; } = "arn:fake:kms/1";

    public int Calls { get; private set; }

    /// <summary>What to return instead of an envelope.</summary>
    public Func<string>? Envelope { get; set; }

    /// <summary>What to return instead of the value.</summary>
    public Func<byte[]>? Plaintext { get; set; }

    public async ValueTask<string> EncryptAsync(
        ReadOnlyMemory<byte> plaintext, EncryptionContext context, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        Calls++;
        if (Envelope is not null)
        {
            return Envelope();
        }

        string handle = $"🔒 \"{KeyId}\" <{Guid.NewGuid()}>\\";
        _vault[handle] = (plaintext.ToArray(), context);
        return handle;
    }

    public async ValueTask<byte[]> DecryptAsync(string envelope, EncryptionContext context, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        Calls++;
        if (Plaintext is not null)
        {
            return Plaintext();
        }

        (byte[] plaintext, EncryptionContext expected) = _vault[envelope];
        return context == expected ? (byte[])plaintext.Clone() : throw new InvalidOperationException("Canary: access denied.");
    }
}
