using System.Security.Cryptography;

namespace Igniter.Connectors;

/// <summary>None of the application's secrets has the key id of an envelope.</summary>
internal sealed class UnknownKeyException(string keyId) : CryptographicException("The key id is unknown.")
{
    public string KeyId => keyId;
}
