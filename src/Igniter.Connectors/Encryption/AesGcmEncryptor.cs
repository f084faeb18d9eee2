using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Igniter.Connectors;

/// <summary>
/// The built-in encryption: AES-256-GCM with a key for each connection, derived from the application's secret. Envelope version, key id and field
/// are authenticated as associated data; scope, identity, connector and connection name through the key.
/// </summary>
internal sealed class AesGcmEncryptor : IConnectorEncryptor, IDisposable
{
    private const int CacheCapacity = 1024;

    // What is this short is worked on without the heap.
    private const int StackLimit = 256;

    private readonly MasterKey[] _keys;
    private readonly CipherCache _ciphers = new(CacheCapacity);

    public AesGcmEncryptor(EncryptionSecrets secrets) =>
        _keys = [.. secrets.All.Select(secret => new MasterKey(secret)).DistinctBy(key => key.Id)];

    /// <inheritdoc/>
    public string KeyId => Current.Id;

    private MasterKey Current => _keys[0];

    /// <summary>How many bytes the envelope of a value has.</summary>
    public static int EnvelopeSizeOf(int plaintextSize) => Envelope.SizeOf(plaintextSize + AesGcmBox.Overhead);

    /// <summary>Whether there is a secret for this key id.</summary>
    public bool Holds(string keyId) => Array.Exists(_keys, key => key.Id == keyId);

    /// <inheritdoc/>
    public ValueTask<string> EncryptAsync(ReadOnlyMemory<byte> plaintext, EncryptionContext context, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<string>(cancellationToken);
        }

        int size = EnvelopeSizeOf(plaintext.Length);
        byte[] rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            Span<byte> envelope = rented.AsSpan(0, size);
            Encrypt(plaintext.Span, context, envelope);
            return new(Encoding.ASCII.GetString(envelope));
        }
        finally
        {
            Return(rented);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="UnknownKeyException">None of the secrets has the envelope's key id.</exception>
    /// <exception cref="CryptographicException">Anything else is wrong with the envelope, whatever it is.</exception>
    public ValueTask<byte[]> DecryptAsync(string envelope, EncryptionContext context, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<byte[]>(cancellationToken);
        }

        int size = Encoding.UTF8.GetByteCount(envelope);
        byte[] rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            Span<byte> utf8 = rented.AsSpan(0, size);
            Encoding.UTF8.GetBytes(envelope, utf8);
            byte[] plaintext = new byte[Math.Max(0, PlaintextSizeOf(size))];
            Decrypt(utf8, context, plaintext);
            return new(plaintext);
        }
        finally
        {
            Return(rented);
        }
    }

    /// <summary>Encrypts a value.</summary>
    /// <param name="plaintext">The value.</param>
    /// <param name="context">Where it belongs.</param>
    /// <param name="envelope">Takes the envelope in UTF-8: <see cref="EnvelopeSizeOf"/> the value.</param>
    public void Encrypt(ReadOnlySpan<byte> plaintext, EncryptionContext context, Span<byte> envelope)
    {
        MasterKey key = Current;
        ReadOnlySpan<byte> associatedData = key.AssociatedDataOf(context.Field, stackalloc byte[StackLimit]);
        int size = plaintext.Length + AesGcmBox.Overhead;
        byte[]? rented = null;
        Span<byte> box = (size <= StackLimit ? stackalloc byte[StackLimit] : rented = ArrayPool<byte>.Shared.Rent(size))[..size];
        CachedCipher cipher = _ciphers.Rent(key, context.Connection);
        try
        {
            cipher.Box.Seal(plaintext, associatedData, box);
            Envelope.Write(key.EnvelopeStart, box, envelope);
        }
        finally
        {
            _ciphers.Return(cipher);
            Return(rented);
        }
    }

    /// <summary>Decrypts an envelope.</summary>
    /// <param name="envelope">The envelope in UTF-8.</param>
    /// <param name="context">Where the value belongs.</param>
    /// <param name="plaintext">Takes the value, which is shorter than its envelope.</param>
    /// <returns>How many bytes the value has.</returns>
    /// <exception cref="UnknownKeyException">None of the secrets has the envelope's key id.</exception>
    /// <exception cref="CryptographicException">Anything else is wrong with the envelope, whatever it is.</exception>
    public int Decrypt(ReadOnlySpan<byte> envelope, EncryptionContext context, Span<byte> plaintext)
    {
        MasterKey key = KeyOf(envelope);
        int plaintextSize = PlaintextSizeOf(envelope.Length);
        if (plaintextSize < 0)
        {
            throw Unreadable();
        }

        ReadOnlySpan<byte> associatedData = key.AssociatedDataOf(context.Field, stackalloc byte[StackLimit]);
        int size = plaintextSize + AesGcmBox.Overhead;
        byte[]? rented = null;
        Span<byte> box = (size <= StackLimit ? stackalloc byte[StackLimit] : rented = ArrayPool<byte>.Shared.Rent(size))[..size];
        CachedCipher cipher = _ciphers.Rent(key, context.Connection);
        try
        {
            return Envelope.TryReadBox(envelope, box) && cipher.Box.TryOpen(box, associatedData, plaintext[..plaintextSize])
                ? plaintextSize
                : throw Unreadable();
        }
        finally
        {
            _ciphers.Return(cipher);
            Return(rented);
        }
    }

    public void Dispose() => _ciphers.Dispose();

    private static int PlaintextSizeOf(int envelopeSize) => Envelope.BoxSizeOf(envelopeSize) - AesGcmBox.Overhead;

    /// <summary>The id is only a hint until the tag has been checked, and GCM doesn't commit to a key: no other key is tried.</summary>
    private MasterKey KeyOf(ReadOnlySpan<byte> envelope)
    {
        foreach (MasterKey key in _keys)
        {
            if (envelope.StartsWith(key.EnvelopeStart))
            {
                return key;
            }
        }

        throw Envelope.ReadKeyId(envelope) is { } keyId ? new UnknownKeyException(keyId) : Unreadable();
    }

    private static void Return(byte[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static CryptographicException Unreadable() => new("The envelope can't be decrypted.");
}
