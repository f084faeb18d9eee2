using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Igniter.Connectors;

/// <summary>Proof Key for Code Exchange, RFC 7636 section 4: the S256 method and no other.</summary>
internal static class Pkce
{
    /// <summary>A code verifier of 256 random bits.</summary>
    public static string CreateVerifier() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string ChallengeOf(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
