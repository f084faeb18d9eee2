using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Igniter.Connectors;

/// <summary>
/// The built-in encryption: AES-256-GCM with a key for each connection, derived from the application's secret. Envelope version, key id and field
/// are authenticated as associated data; scope, identity, connector and connection name through the key.
/// </summary>
internal sealed class AesGcmEncryptor : IConnectorEncryptor, IDisposable
{
    private const int CacheCapacity = 1024;

    private readonly MasterKey _current;
    private readonly Dictionary<string, MasterKey> _keys = new(StringComparer.Ordinal);
    private readonly CipherCache _ciphers = new(CacheCapacity);

    public AesGcmEncryptor(EncryptionSecrets secrets)
    {
        _current = new MasterKey(secrets.Current);
        _keys.Add(_current.Id, _current);
        foreach (string secret in secrets.Previous)
        {
            MasterKey key = new(secret);
            _keys.TryAdd(key.Id, key);
        }
    }

    /// <inheritdoc/>
    public string KeyId => _current.Id;

    /// <summary>Whether there is a secret for this key id.</summary>
    public bool Holds(string keyId) => _keys.ContainsKey(keyId);

    /// <inheritdoc/>
    public ValueTask<string> EncryptAsync(ReadOnlyMemory<byte> plaintext, EncryptionContext context, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<string>(cancellationToken)
            : new(Encrypt(plaintext.Span, context));

    /// <inheritdoc/>
    /// <exception cref="UnknownKeyException">None of the secrets has the envelope's key id.</exception>
    /// <exception cref="CryptographicException">Anything else is wrong with the envelope, whatever it is.</exception>
    public ValueTask<byte[]> DecryptAsync(string envelope, EncryptionContext context, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<byte[]>(cancellationToken)
            : new(Decrypt(envelope, context));

    public void Dispose() => _ciphers.Dispose();

    private string Encrypt(ReadOnlySpan<byte> plaintext, EncryptionContext context)
    {
        byte[] associatedData = AssociatedData(_current, context);
        int size = plaintext.Length + AesGcmBox.Overhead;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(size);
        CachedCipher cipher = _ciphers.Rent(_current, context.Connection);
        try
        {
            Span<byte> box = buffer.AsSpan(0, size);
            cipher.Box.Seal(plaintext, associatedData, box);
            return Envelope.Format(_current.Id, box);
        }
        finally
        {
            _ciphers.Return(cipher);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private byte[] Decrypt(ReadOnlySpan<char> envelope, EncryptionContext context)
    {
        if (!Envelope.TrySplit(envelope, out ReadOnlySpan<char> keyId, out ReadOnlySpan<char> text))
        {
            throw Unreadable();
        }

        // The id is only a hint until the tag has been checked, and GCM doesn't commit to a key: no other key is tried.
        if (!_keys.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(keyId, out MasterKey? key))
        {
            throw new UnknownKeyException(keyId.ToString());
        }

        byte[] associatedData = AssociatedData(key, context);
        int size = Base64Url.GetMaxDecodedLength(text.Length);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(size);
        CachedCipher cipher = _ciphers.Rent(key, context.Connection);
        try
        {
            Span<byte> box = buffer.AsSpan(0, size);
            return (Envelope.TryDecode(text, box) ? cipher.Box.Open(box, associatedData) : null) ?? throw Unreadable();
        }
        finally
        {
            _ciphers.Return(cipher);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] AssociatedData(MasterKey key, EncryptionContext context) =>
        ConnectionKey.Encode(Envelope.Version, key.Id, context.Field);

    private static CryptographicException Unreadable() => new("The envelope can't be decrypted.");
}
