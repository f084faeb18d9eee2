using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Igniter.Connectors.Testing;
using Igniter.Connectors.Tests.Telemetry;

namespace Igniter.Connectors.Tests.Leaks;

[Collection(nameof(TelemetryCollection))]
public sealed class SecretFormsTests : IDisposable
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SecretCanary _canary = new();
    private readonly string _secret;

    public SecretFormsTests() => _secret = _canary.Plant("bot token", "123456:");

    public void Dispose() => _canary.Dispose();

    [Fact]
    public void Other_ways_to_write_it_are_found()
    {
        string odd = "pass/word+ \"ä\" & 'x' <y>=%";
        _canary.Watch("odd", odd);
        foreach (string secret in (string[])[_secret, odd])
        {
            byte[] bytes = Encoding.UTF8.GetBytes(secret);
            string[] forms =
            [
                secret, secret.ToUpperInvariant(), Convert.ToBase64String(bytes), Convert.ToBase64String([1, .. bytes, 2]), Convert.ToBase64String([1, 2, .. bytes]),
                Base64Url.EncodeToString(bytes), Convert.ToBase64String(Encoding.Unicode.GetBytes(secret)), Convert.ToHexString(bytes), BitConverter.ToString(bytes),
                Uri.EscapeDataString(secret), Uri.EscapeDataString(Uri.EscapeDataString(secret)), WebUtility.UrlEncode(secret), WebUtility.HtmlEncode(secret),
                JsonSerializer.Serialize(secret), JsonSerializer.Serialize(secret, Relaxed),
            ];
            foreach (string form in forms)
            {
                Assert.True(IsFound($"before {form} after"), form);
            }
        }
    }

    [Theory]
    [InlineData(0, 12)]
    [InlineData(20, 12)]
    [InlineData(9, 15)]
    public void A_part_of_a_planted_value_is_found(int start, int length) =>
        Assert.True(IsFound($"***{_secret["123456:".Length..].Substring(start, length)}…"));

    [Fact]
    public void A_short_part_of_a_value_of_somebody_elses_is_not()
    {
        _canary.Watch("token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl");
        Assert.False(IsFound("eyJhbGciOiJIUzI1NiJ9"));
    }

    [Fact]
    public void What_was_read_before_a_value_was_known_is_looked_at_again()
    {
        _canary.Inspect("text", "the state is s-1234567");
        _canary.Watch("state", "s-1234567");
        Assert.Equal([new SecretLeak("state", "text")], _canary.Leaks);
    }

    private bool IsFound(string text)
    {
        int before = _canary.Leaks.Count;
        _canary.Inspect("text", text);
        return _canary.Leaks.Count > before;
    }
}
