using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;
using Igniter.Connectors.Descriptors;
using Igniter.Connectors.Tests.Encryption;
using Igniter.Connectors.Tests.Engine;
using Igniter.Connectors.Tests.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Leaks;

/// <summary>Connections that are refused, can't be decrypted, or can't be stored.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class ConnectLeakTests : IDisposable
{
    private const string Invalid = ConnectorErrorCodes.ConnectorConfigInvalid;
    private const string Undecryptable = ConnectorErrorCodes.ConnectorDecryptFailed;

    private readonly LeakHunt _hunt = new();
    private readonly DemoConfig _config;

    public ConnectLeakTests() => _config = _hunt.Config();

    public void Dispose() => _hunt.Dispose();

    [Fact]
    public async Task S119_the_life_of_a_connection_tells_nothing()
    {
        await using TestHost host = _hunt.Host(demo => demo.Configure = definition =>
        {
            definition.OnConnect = Spill;
            definition.OnDisconnect = Spill;
        });
        DemoScopedClient client = host.Client();
        ConnectionResult result = await client.ConnectAsync(_config, cancellationToken: Token);
        await client.UpdateAsync(config => config with { Note = _hunt.Plant("new note") }, Token);
        DemoConfig revealed = await client.RevealConfigAsync(Token);
        _hunt.Saw(revealed.Note);

        _hunt.Canary.Inspect("a result", $"{result} {JsonSerializer.Serialize(result)}");
        foreach (Connection connection in await host.Manager.ListAsync(new ConnectionQuery(), Token))
        {
            _hunt.Canary.Inspect("a connection", $"{connection} {JsonSerializer.Serialize(connection)}");
        }

        _hunt.Canary.Inspect("a result", JsonSerializer.Serialize(await client.DisconnectAsync(Token)));
        _hunt.Verify();
    }

    [Fact]
    public async Task S119_a_refused_configuration_tells_nothing()
    {
        await using TestHost host = _hunt.Host();
        _hunt.Saw(_hunt.All);
        await _hunt.FailsAsync(Invalid, () => host.Client().ConnectAsync(_config with { Limit = 0, Endpoint = "" }, cancellationToken: Token));
        foreach (string json in (string[])
            [
                $$"""{"token":{"a":"{{_config.Token}}"},"endpoint":"x"}""",
                $$"""{"token":"{{_config.Token}}"}""",
                $$"""{"token":"{{_config.Token}}","endpoint":"x","limit":"{{_config.Note}}"}""",
                $$"""{"token":"x","token":"{{_config.Token}}","endpoint":"x"}""",
                $$"""{"token":"x","endpoint":"x","account":"{{_config.Account!.Password}}"}""",
                $$"""{"token":"x","endpoint":"x","mode":"{{_config.Note}}"}""",
                $$"""["{{_config.Token}}"]""",
            ])
        {
            await _hunt.FailsAsync(Invalid, () => host.Scope().ConnectAsync("demo", Json(json), cancellationToken: Token));
        }

        _hunt.Verify();
    }

    [Theory]
    [InlineData("validation", Invalid)]
    [InlineData("own", Invalid)]
    [InlineData("own invalid", Invalid)]
    [InlineData("foreign", ConnectorErrorCodes.ConnectorActionFailed)]
    public async Task S119_a_validate_hook_that_throws_what_it_was_given_tells_nothing(string how, string code)
    {
        await using TestHost host = _hunt.Host(demo => demo.Configure = definition => definition.OnValidate = call =>
        {
            string text = _hunt.Spill(call);
            throw how switch
            {
                "validation" => new ValidationException(new ValidationResult(text, ["Token", "Note"]), null, _config),
                "own" => new ConnectorException(LeakHunt.Own, text),
                "own invalid" => new ConnectorException(Invalid, text) { Metadata = new() { Errors = [new("token", text)] } },
                _ => new InvalidOperationException(text),
            };
        });

        ConnectorException error = await FailsAsync(code, () => host.Client().ConnectAsync(_config, cancellationToken: Token));

        _hunt.Canary.Inspect("the exception", $"{error} {JsonSerializer.Serialize(error)} {(how == "own invalid" ? "" : error.Message)}");
        _hunt.Verify();
    }

    [Theory]
    [InlineData("own")]
    [InlineData("foreign")]
    public async Task S119_a_connect_or_disconnect_hook_that_throws_what_it_was_given_tells_nothing(string how)
    {
        ValueTask Throw(ConnectorCall call, Uri? url) =>
            throw (how == "own" ? new ConnectorException(LeakHunt.Own, _hunt.Spill(call)) : new InvalidOperationException(_hunt.Spill(call)));
        await using TestHost host = _hunt.Host(demo => demo.Configure = definition =>
        {
            definition.OnConnect = Throw;
            definition.OnDisconnect = Throw;
        });

        await host.Client().ConnectAsync(_config, cancellationToken: Token);
        await host.Client().DisconnectAsync(Token);

        Assert.Equal(2, host.Events.OfType<ErrorOccurredEvent>().Count());
        _hunt.Verify();
    }

    [Fact]
    public async Task S119_a_change_that_throws_what_it_was_given_tells_nothing()
    {
        await using TestHost host = _hunt.Host();
        await host.Client().ConnectAsync(_config, cancellationToken: Token);

        await _hunt.FailsAsync(LeakHunt.Own, () => host.Client().UpdateAsync(
            config =>
            {
                string text = $"{config.Token} {config.Note} {config.Account!.Password}";
                _hunt.Saw(text);
                throw new ConnectorException(LeakHunt.Own, text);
            },
            Token));

        _hunt.Verify();
    }

    [Fact]
    public async Task S119_an_upgrade_that_throws_what_it_was_given_tells_nothing()
    {
        bool isOwn = false;
        await using TestHost host = _hunt.Host(demo => demo.Configure = definition => definition.OnUpgrade = stored =>
        {
            string text = stored.GetRawText();
            _hunt.Saw(text);
            throw (isOwn ? new ConnectorException(LeakHunt.Own, text) : new FormatException(text));
        });
        await host.Client().ConnectAsync(_config, cancellationToken: Token);
        ConnectionRecord record = (await host.RecordAsync())!;
        string stored = Encoding.UTF8.GetString(record.Config.Span).Replace("https://example.test", "", StringComparison.Ordinal);
        await host.StoreAsync(stored, record.EncryptedPaths);

        await _hunt.FailsAsync(Invalid, () => host.Client().PingAsync(Token));
        isOwn = true;
        await _hunt.FailsAsync(LeakHunt.Own, () => host.Client().PingAsync(Token));

        _hunt.Verify();
    }

    [Fact]
    public async Task S119_a_configuration_under_a_lost_key_tells_nothing()
    {
        InMemoryConnectorStore store = new();
        await using TestHost host = _hunt.Host(demo => demo.Ping = call => Spill(call, null), store);
        await host.Client().ConnectAsync(_config, cancellationToken: Token);
        await host.Client().PingAsync(Token);
        await using TestHost other = new(
            build: builder =>
            {
                _hunt.Configure(builder);
                builder.Services.Configure<ConnectorsOptions>(options => _hunt.Saw(options.Secret = _hunt.Plant("another IGNITER_SECRET")));
            },
            store: store);

        await _hunt.FailsAsync(Undecryptable, () => other.Client().PingAsync(Token));
        await _hunt.FailsAsync(Undecryptable, () => other.Client().RevealConfigAsync(Token));
        await _hunt.FailsAsync(Undecryptable, () => other.Client().UpdateAsync(config => config, Token));
        await other.Client().DisconnectAsync(Token);

        _hunt.Verify();
    }

    [Fact]
    public async Task S119_a_tampered_ciphertext_tells_nothing()
    {
        await using TestHost host = _hunt.Host(demo => demo.Ping = call => Spill(call, null));
        await host.Client().ConnectAsync(_config, cancellationToken: Token);
        await host.Client().PingAsync(Token);
        ConnectionRecord record = (await host.RecordAsync())!;
        string stored = Encoding.UTF8.GetString(record.Config.Span);
        int position = stored.IndexOf("igc1.", StringComparison.Ordinal) + 40;
        foreach (string tampered in (string[])
            [
                stored[..position] + (stored[position] == 'A' ? 'B' : 'A') + stored[(position + 1)..],
                stored.Replace("igc1.", "igc9.", StringComparison.Ordinal),
                $$"""{"token":"{{_config.Token}}","endpoint":"https://x.test"}""",
            ])
        {
            await host.StoreAsync(tampered, record.EncryptedPaths);
            await _hunt.FailsAsync(Undecryptable, () => host.Client().PingAsync(Token));
            await host.Manager.Keys.ReencryptAsync(cancellationToken: Token);
        }

        _hunt.Verify();
    }

    [Fact]
    public async Task S119_an_encryptor_that_throws_what_it_was_given_tells_nothing()
    {
        FakeKms kms = new();
        await using TestHost host = _hunt.Host(demo => demo.Ping = call => Spill(call, null), build: builder => builder.UseEncryptor(kms));
        await host.Client().ConnectAsync(_config, cancellationToken: Token);
        await host.Client().PingAsync(Token);
        kms.Envelope = () => throw new InvalidOperationException(_hunt.All);
        kms.Plaintext = () => throw new InvalidOperationException(_hunt.All);

        await _hunt.FailsAsync(ConnectorErrorCodes.ConnectorEncryptFailed, () => host.Client("org_2").ConnectAsync(_config, cancellationToken: Token));
        await _hunt.FailsAsync(Undecryptable, () => host.Client().PingAsync(Token));
        kms.Plaintext = () => Encoding.UTF8.GetBytes(_hunt.All);
        await _hunt.FailsAsync(Undecryptable, () => host.Client().PingAsync(Token));

        _hunt.Verify();
    }

    [Fact]
    public async Task S119_a_store_that_tells_rows_in_its_exceptions_is_not_repeated()
    {
        const string Broken = ConnectorErrorCodes.ConnectorDatabaseFailed;
        (IConnectorStore store, FailingStore control) = FailingStore.Make();
        await using TestHost host = _hunt.Host(demo => demo.Ping = call => Spill(call, null), store);
        DemoScopedClient client = host.Client();
        await client.ConnectAsync(_config, cancellationToken: Token);
        await client.PingAsync(Token);
        control.Message = _hunt.All;

        await _hunt.FailsAsync(Broken, () => client.ConnectAsync(_config, cancellationToken: Token));
        await _hunt.FailsAsync(Broken, () => client.UpdateAsync(_config, Token));
        await _hunt.FailsAsync(Broken, () => client.GetAsync(Token));
        await _hunt.FailsAsync(Broken, () => client.PingAsync(Token));
        await _hunt.FailsAsync(Broken, () => client.TestAsync(Token));
        await _hunt.FailsAsync(Broken, () => client.DisconnectAsync(Token));
        await _hunt.FailsAsync(Broken, () => host.Scope().ListAsync(cancellationToken: Token));
        await _hunt.FailsAsync(Broken, () => host.Scope().CountAsync(cancellationToken: Token));
        await _hunt.FailsAsync(Broken, () => host.Scope().DisconnectAllAsync(Token));
        await _hunt.FailsAsync(Broken, () => host.Manager.ListAsync(new ConnectionQuery(), Token));
        await _hunt.FailsAsync(Broken, () => host.Manager.Keys.ReencryptAsync(cancellationToken: Token));
        await _hunt.FailsAsync(Broken, () => host.Manager.Keys.GetUsageAsync(Token));

        Assert.Superset(new HashSet<string> { "GetAsync", "ListAsync", "CountAsync", "ScanAsync", "CountByKeyIdAsync" }, control.Failed);
        _hunt.Verify();
    }

    private ValueTask Spill(ConnectorCall call, Uri? webhookUrl)
    {
        _hunt.Spill(call);
        return default;
    }
}
