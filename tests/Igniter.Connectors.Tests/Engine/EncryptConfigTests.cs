using System.Text.Json;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class EncryptConfigTests
{
    private const string Plain = """{"token":"canary","endpoint":"https://x.test","account":{"name":"n","password":"canary"}}""";

    [Fact]
    public async Task A_configuration_is_encrypted_and_decrypted_by_hand()
    {
        await using TestHost host = new();

        JsonElement encrypted = await host.Manager.EncryptConfigAsync(host.Scope(), "demo", Json(Plain), cancellationToken: Token);

        Assert.DoesNotContain("canary", encrypted.GetRawText());
        Assert.Equal("https://x.test", encrypted.GetProperty("endpoint").GetString());
        JsonElement decrypted = await host.Manager.DecryptConfigAsync(host.Scope(), "demo", encrypted, cancellationToken: Token);
        Assert.Equal(Plain, decrypted.GetRawText());
    }

    [Fact]
    public async Task It_belongs_to_one_connection()
    {
        await using TestHost host = new();
        JsonElement encrypted = await host.Manager.EncryptConfigAsync(host.Scope(), "demo", Json(Plain), "second", Token);

        Assert.Equal(Plain, (await host.Manager.DecryptConfigAsync(host.Scope().Named("second"), "demo", encrypted, "", Token)).GetRawText());
        await FailsAsync(
            ConnectorErrorCodes.ConnectorDecryptFailed, () => host.Manager.DecryptConfigAsync(host.Scope(), "demo", encrypted, "", Token));
        await FailsAsync(
            ConnectorErrorCodes.ConnectorDecryptFailed, () => host.Manager.DecryptConfigAsync(host.Scope("org_2"), "demo", encrypted, "second", Token));
        await FailsAsync(
            ConnectorErrorCodes.ConnectorDecryptFailed, () => host.Manager.DecryptConfigAsync(host.Scope(), "demo", Json(Plain), "second", Token));
        Assert.Equal("decryptConfig", host.Events.OfType<ErrorOccurredEvent>().First().Operation);
    }

    [Fact]
    public async Task What_is_not_an_object_or_not_a_connectors_is_refused()
    {
        await using TestHost host = new();

        await FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => host.Manager.EncryptConfigAsync(host.Scope(), "demo", Json("[]"), "", Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => host.Manager.DecryptConfigAsync(host.Scope(), "demo", default, "", Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorNotFound, () => host.Manager.EncryptConfigAsync(host.Scope(), "nope", Json("{}"), "", Token));
    }
}
