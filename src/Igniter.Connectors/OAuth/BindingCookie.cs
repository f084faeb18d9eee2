using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors;

/// <summary>
/// Binds a flow to the browser that began it, so that nobody can have somebody else finish it. Each flow has a cookie of its own, named after its state:
/// two tabs don't disturb each other.
/// </summary>
internal sealed class BindingCookie
{
    private readonly bool _isSecure;

    private BindingCookie(string state, string value, bool isSecure)
    {
        _isSecure = isSecure;
        Name = NameOf(state, isSecure);
        Value = value;
    }

    public string Name { get; }

    public string Value { get; }

    /// <summary>The value of a <c>Set-Cookie</c> header. Lax, since the provider's redirect comes from another site.</summary>
    public string Header => Write(Name, Value, (int)FlowStates.Lifetime.TotalSeconds, _isSecure);

    public static BindingCookie Create(string state, bool isSecure) =>
        new(state, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), isSecure);

    /// <summary>The <c>Set-Cookie</c> header that ends it.</summary>
    public static string Clear(string state, bool isSecure) => Write(NameOf(state, isSecure), "", 0, isSecure);

    /// <summary>What is kept of the value.</summary>
    public static string HashOf(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    /// <summary>Whether a request carries the flow's cookie.</summary>
    public static bool Matches(StringValues cookieHeaders, string state, string hash, bool isSecure)
    {
        string start = NameOf(state, isSecure) + "=";
        bool matches = false;
        foreach (string? header in cookieHeaders)
        {
            foreach (string cookie in (header ?? "").Split(';', StringSplitOptions.TrimEntries))
            {
                matches |= cookie.StartsWith(start, StringComparison.Ordinal)
                    && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(HashOf(cookie[start.Length..])), Encoding.UTF8.GetBytes(hash));
            }
        }

        return matches;
    }

    private static string NameOf(string state, bool isSecure) =>
        (isSecure ? "__Host-" : "") + "igniter-oauth-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("cookie " + state)))[..16];

    private static string Write(string name, string value, int seconds, bool isSecure) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name}={value}; Max-Age={seconds}; Path=/; {(isSecure ? "Secure; " : "")}HttpOnly; SameSite=Lax");
}
