using System.Security.Cryptography;
using System.Text;

namespace Igniter.Connectors;

/// <summary>
/// What HKDF-SHA256 (RFC 5869) makes of one of the application's secrets: a key id and a key for each connection. Labels and lengths keep all
/// outputs independent, so the id says nothing about the secret that any other output of a hash would not.
/// </summary>
internal sealed class MasterKey
{
    /// <summary>Length of <see cref="Id"/> in characters.</summary>
    public const int IdLength = 16;

    private const string KeyIdLabel = "key id";
    private const string ConnectionLabel = "connection";

    private readonly byte[] _pseudorandomKey;
    private readonly byte[] _envelopeStart;
    private readonly byte[] _associatedDataStart;

    public MasterKey(string secret)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        _pseudorandomKey = HKDF.Extract(HashAlgorithmName.SHA256, bytes, "Igniter.Connectors field encryption"u8.ToArray());
        CryptographicOperations.ZeroMemory(bytes);

        Span<byte> id = stackalloc byte[IdLength / 2];
        HKDF.Expand(HashAlgorithmName.SHA256, _pseudorandomKey, id, ConnectionKey.Encode(Envelope.Version, KeyIdLabel));
        Id = Convert.ToHexStringLower(id);
        _envelopeStart = Envelope.StartOf(Id);
        _associatedDataStart = ConnectionKey.Encode(Envelope.Version, Id);
    }

    /// <summary>Lower-case hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>What every envelope of this key begins with.</summary>
    public ReadOnlySpan<byte> EnvelopeStart => _envelopeStart;

    /// <summary>What is authenticated with a value: envelope version, key id and field.</summary>
    /// <param name="field">Which value.</param>
    /// <param name="memory">Where to write; a field too long for it goes to the heap.</param>
    public ReadOnlySpan<byte> AssociatedDataOf(string field, Span<byte> memory)
    {
        if (_associatedDataStart.Length + sizeof(int) + Encoding.UTF8.GetMaxByteCount(field.Length) > memory.Length)
        {
            return ConnectionKey.Encode(Envelope.Version, Id, field);
        }

        _associatedDataStart.CopyTo(memory);
        return memory[..(_associatedDataStart.Length + ConnectionKey.Encode(memory[_associatedDataStart.Length..], field))];
    }

    /// <summary>
    /// Makes the cipher of one connection. Its scope, identity, connector and name go in as their hash, because some platforms limit the length of
    /// HKDF's context.
    /// </summary>
    public AesGcmBox CreateCipher(ConnectionKey connection)
    {
        byte[] info = ConnectionKey.Encode(Envelope.Version, ConnectionLabel, connection.Hash);
        Span<byte> key = stackalloc byte[AesGcmBox.KeySize];
        HKDF.Expand(HashAlgorithmName.SHA256, _pseudorandomKey, key, info);
        AesGcmBox cipher = new(key);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }
}
