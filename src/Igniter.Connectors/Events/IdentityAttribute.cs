using System.Security.Cryptography;
using System.Text;

namespace Igniter.Connectors;

/// <summary>Makes the value of <c>ctx.connector.identity</c>.</summary>
internal sealed class IdentityAttribute
{
    private const int Digits = 32;

    private readonly IdentityDisclosure _disclosure;
    private readonly byte[] _key;

    public IdentityAttribute(IdentityDisclosure disclosure, EncryptionSecrets secrets)
    {
        _disclosure = disclosure;
        _key = disclosure == IdentityDisclosure.Hashed
            ? HKDF.DeriveKey(
                HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secrets.All[0]), HMACSHA256.HashSizeInBytes, "Igniter.Connectors identities"u8.ToArray())
            : [];
    }

    /// <returns>The value; <see langword="null"/> to leave it out. Where there is no identity, that is told in any case.</returns>
    public string? ValueOf(string scope, string identity) => _disclosure switch
    {
        _ when identity.Length == 0 => identity,
        IdentityDisclosure.Hashed => Convert.ToHexStringLower(HMACSHA256.HashData(_key, ConnectionKey.Encode(scope, identity)))[..Digits],
        IdentityDisclosure.Omitted => null,
        _ => identity,
    };
}
