using System.Security.Cryptography;
using System.Text;

namespace Igniter.Connectors;

/// <summary>
/// Hashes secrets that rows are found by: HMAC-SHA256 with a key from IGNITER_SECRET, whatever encrypts the values. So a copy of the database neither
/// reveals such a secret nor lets one be tried out.
/// </summary>
internal sealed class LookupHasher(EncryptionSecrets secrets)
{
    private const int StackLimit = 256;

    // One that is at work is out of its slot: no two threads ever share it.
    private readonly IncrementalHash?[] _idle = new IncrementalHash?[secrets.All.Count];

    /// <summary>How many hashes a value may be stored under: one for each secret in use.</summary>
    public int Count => secrets.All.Count;

    // Most programs start without a look-up.
    private byte[][] Keys => field ??=
    [
        .. secrets.All.Select(secret => HKDF.DeriveKey(
            HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), HMACSHA256.HashSizeInBytes, info: "Igniter.Connectors look-up hashes"u8.ToArray())),
    ];

    /// <summary>The hash that new rows get.</summary>
    /// <param name="purpose">What the value is, so that equal values of different kinds have different hashes.</param>
    /// <param name="value">The value.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public string Hash(string purpose, string value) => Hash(purpose, value, 0);

    /// <summary>The hash that rows got under a secret.</summary>
    /// <param name="purpose">What the value is.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">0 for the current secret, then the previous ones; less than <see cref="Count"/>.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public string Hash(string purpose, string value, int index)
    {
        IncrementalHash hash = Interlocked.Exchange(ref _idle[index], null) ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Keys[index]);
        hash.AppendData(ConnectionKey.EncodeWithin(stackalloc byte[StackLimit], purpose, value));
        Span<byte> result = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hash.GetHashAndReset(result);
        Interlocked.Exchange(ref _idle[index], hash)?.Dispose();
        return Convert.ToHexStringLower(result);
    }
}
