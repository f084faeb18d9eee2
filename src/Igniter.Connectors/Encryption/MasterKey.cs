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

    public MasterKey(string secret)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        _pseudorandomKey = HKDF.Extract(HashAlgorithmName.SHA256, bytes, "Igniter.Connectors field encryption"u8.ToArray());
        CryptographicOperations.ZeroMemory(bytes);

        Span<byte> id = stackalloc byte[IdLength / 2];
        HKDF.Expand(HashAlgorithmName.SHA256, _pseudorandomKey, id, ConnectionKey.Encode(Envelope.Version, KeyIdLabel));
        Id = Convert.ToHexStringLower(id);
    }

    /// <summary>Lower-case hexadecimal digits.</summary>
    public string Id { get; }

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
