using System.ComponentModel.DataAnnotations;
using System.Text;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class ConnectTests
{
    [Fact]
    public async Task Connecting_stores_the_connection_with_its_secrets_encrypted()
    {
        await using TestHost host = new();

        ConnectionResult result = await host.Client().ConnectAsync(Config, cancellationToken: Token);

        Connection connection = result.Connection;
        Assert.Equal("demo", connection.Connector);
        Assert.Equal(("organization", "org_1", ""), (connection.Scope, connection.Identity, connection.Name));
        Assert.True(connection.Enabled);
        Assert.Equal(ConnectionStatus.Active, connection.Status);
        Assert.Equal(host.Time.GetUtcNow(), connection.CreatedAt);
        Assert.Equal(host.Time.GetUtcNow(), connection.UpdatedAt);
        Assert.Equal(7, Guid.Parse(connection.Id).Version);
        ConnectionRecord record = (await host.RecordAsync())!;
        string stored = Encoding.UTF8.GetString(record.Config.Span);
        Assert.DoesNotContain("canary-token", stored);
        Assert.Contains("https://example.test", stored);
        Assert.Equal("/token", record.EncryptedPaths);
        Assert.NotEmpty(record.KeyId);
    }

    [Fact]
    public async Task Connecting_again_replaces_the_configuration_and_keeps_id_and_creation()
    {
        await using TestHost host = new();
        DemoScopedClient client = host.Client();
        Connection first = (await client.ConnectAsync(Config, cancellationToken: Token)).Connection;
        await client.DisableAsync(Token);
        host.Time.Advance(TimeSpan.FromMinutes(1));

        Connection second = (await client.ConnectAsync(Config with { Limit = 20 }, cancellationToken: Token)).Connection;

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(first.CreatedAt, second.CreatedAt);
        Assert.Equal(host.Time.GetUtcNow(), second.UpdatedAt);
        Assert.True(second.Enabled);
        Assert.Equal(20, (await client.RevealConfigAsync(Token)).Limit);
    }

    [Fact]
    public async Task Connecting_again_keeps_tokens_and_webhook_secret_under_one_key()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        ConnectionRecord record = (await host.RecordAsync())!;
        WebhookSecretHash[] hashes = [new("hash", null)];
        record = record with { WebhookSecret = "envelope", WebhookSecretHashes = hashes, Status = ConnectionStatus.NeedsReauthorization, Version = 2 };
        Assert.True(await host.Store.UpdateAsync(record, Token));

        await client.ConnectAsync(Config, cancellationToken: Token);

        ConnectionRecord after = (await host.RecordAsync())!;
        Assert.Equal("envelope", after.WebhookSecret);
        Assert.Equal(hashes, after.WebhookSecretHashes);
        Assert.Equal(record.KeyId, after.KeyId);
        Assert.Equal(ConnectionStatus.Active, after.Status);
    }

    [Fact]
    public async Task Create_only_refuses_when_there_is_a_connection()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorAlreadyConnected, () => client.ConnectAsync(Config with { Limit = 5 }, ConnectMode.CreateOnly, Token));

        Assert.Equal(409, error.StatusCode);
        Assert.Equal(10, (await client.RevealConfigAsync(Token)).Limit);
    }

    [Fact]
    public async Task The_same_works_by_key_with_JSON()
    {
        await using TestHost host = new();

        ConnectionResult result = await host.Scope().ConnectAsync(
            "demo", Json("""{"token":"t","endpoint":"https://x.test","unknown":1,"mode":"Careful"}"""), cancellationToken: Token);

        Assert.Equal("demo", result.Connection.Connector);
        DemoConfig config = await host.Client().RevealConfigAsync(Token);
        Assert.Equal(("t", 10, DemoMode.Careful), (config.Token, config.Limit, config.Mode));
        Assert.DoesNotContain("unknown", Encoding.UTF8.GetString((await host.RecordAsync())!.Config.Span));
    }

    [Fact]
    public async Task Every_invalid_and_every_missing_member_is_reported_together()
    {
        await using TestHost host = new();

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorConfigInvalid,
            () => host.Scope().ConnectAsync(
                "demo", Json("""{"limit":500,"others":[{"name":"ok"},{"password":"p"}],"account":{}}"""), cancellationToken: Token));

        Assert.Equal(
            ["account.name", "endpoint", "limit", "others[1].name", "token"],
            error.Metadata.Errors.Select(e => e.Path).Order(StringComparer.Ordinal));
        Assert.Equal(("demo", "organization", "org_1"), (error.Metadata.Connector, error.Metadata.Scope, error.Metadata.Identity));
        Assert.Null(await host.RecordAsync());
    }

    [Theory]
    [InlineData("""{"token":"t","endpoint":"https://x.test","others":[{"name":"ok"},{"name":5}]}""", "others[1].name")]
    [InlineData("""{"token":"t","endpoint":"https://x.test","limit":"many"}""", "limit")]
    [InlineData("""{"token":"t","endpoint":"https://x.test","mode":"canary"}""", "mode")]
    [InlineData("""{"token":"t","endpoint":"https://x.test","mode":1}""", "mode")]
    [InlineData("""{"token":"t","token":"u","endpoint":"https://x.test"}""", "token")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("\"text\"", "")]
    public async Task JSON_that_does_not_parse_reports_its_first_path(string json, string path)
    {
        await using TestHost host = new();

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorConfigInvalid, () => host.Scope().ConnectAsync("demo", Json(json), cancellationToken: Token));

        Assert.Equal(path, Assert.Single(error.Metadata.Errors).Path);
        Assert.DoesNotContain("canary", error.ToString());
    }

    [Fact]
    public async Task OnValidate_runs_after_the_generated_checks_and_before_anything_is_stored()
    {
        List<string> order = [];
        RecordingStore store = new(order);
        await using TestHost host = new(
            demo => demo.Configure = d =>
            {
                d.OnValidate = call => Note("validate");
                d.OnConnect = (call, url) => Note("connect");
            },
            store: store);
        await FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => host.Client().ConnectAsync(Config with { Limit = 0 }, cancellationToken: Token));
        Assert.Empty(order);

        await host.Client().ConnectAsync(Config, cancellationToken: Token);

        Assert.Equal(["validate", "get", "insert", "connect"], order);

        ValueTask Note(string what)
        {
            order.Add(what);
            return ValueTask.CompletedTask;
        }
    }

    [Fact]
    public async Task OnValidate_sees_the_configuration_and_whose_it_is()
    {
        ConnectorContext<DemoConfig>? seen = null;
        await using TestHost host = new(demo => demo.Configure = d => d.OnValidate = call =>
        {
            seen = call.GetContext<DemoConfig>();
            return ValueTask.CompletedTask;
        });

        await host.Client().Named("second").ConnectAsync(Config, cancellationToken: Token);

        Assert.Equal(Config.Token, seen!.Config.Token);
        Assert.Equal(("organization", "org_1", "second", "demo"), (seen.Scope, seen.Identity, seen.ConnectionName, seen.Connector));
    }

    [Fact]
    public async Task A_ValidationException_makes_the_configuration_invalid()
    {
        await using TestHost host = new(demo => demo.Configure = d => d.OnValidate =
            _ => throw new ValidationException(new ValidationResult("The endpoint doesn't answer.", ["Endpoint"]), null, "canary-value"));

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorConfigInvalid, () => host.Client().ConnectAsync(Config, cancellationToken: Token));

        Assert.Equal([new ConnectorValidationError("endpoint", "The endpoint doesn't answer.")], error.Metadata.Errors);
        Assert.IsType<ValidationException>(error.InnerException);
        Assert.DoesNotContain("canary", error.ToString());
        Assert.Null(await host.RecordAsync());
    }

    [Fact]
    public async Task A_ConnectorException_of_OnValidate_makes_the_configuration_invalid()
    {
        ConnectorException thrown = new("MY_CODE", "The token was revoked.");
        await using TestHost host = new(demo => demo.Configure = d => d.OnValidate = _ => throw thrown);

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorConfigInvalid, () => host.Client().ConnectAsync(Config, cancellationToken: Token));

        Assert.Equal([new ConnectorValidationError("", "The token was revoked.")], error.Metadata.Errors);
        Assert.Same(thrown, error.InnerException);
    }

    [Fact]
    public async Task Another_exception_of_OnValidate_is_a_failure_of_the_connector()
    {
        await using TestHost host = new(demo => demo.Configure = d => d.OnValidate = _ => throw new InvalidOperationException("canary"));

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorActionFailed, () => host.Client().ConnectAsync(Config, cancellationToken: Token));

        Assert.IsType<InvalidOperationException>(error.InnerException);
        Assert.Equal("demo", error.Metadata.Connector);
        Assert.DoesNotContain("canary", error.Message);
        Assert.DoesNotContain("canary", error.ToString());
    }

    [Fact]
    public async Task A_failing_OnConnect_is_logged_and_reported_and_the_connection_stays()
    {
        await using TestHost host = new(demo => demo.Configure = d => d.OnConnect = (_, _) => throw new InvalidOperationException("canary"));

        await host.Client().ConnectAsync(Config, cancellationToken: Token);

        Assert.NotNull(await host.Client().GetAsync(Token));
        Assert.Equal(["connector.connected", "error.occurred"], host.EventNames);
        ErrorOccurredEvent error = host.Events.OfType<ErrorOccurredEvent>().Single();
        Assert.Equal(("onConnect", ConnectorErrorCodes.ConnectorActionFailed), (error.Operation, error.ErrorCode));
        Assert.Contains(host.Logs.Messages, message => message.StartsWith("Error: onConnect of connector demo", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Logs.Messages, message => message.Contains("canary"));
    }

    [Fact]
    public async Task A_connector_without_configuration_connects_without_one()
    {
        await using TestHost host = new(demo => demo.Configure = d => d.HasConfig = false);

        await host.Client().ConnectAsync(ConnectMode.CreateOnly, Token);
        await host.Scope("org_2").ConnectAsync("demo", cancellationToken: Token);

        Assert.True((await host.RecordAsync())!.Config.IsEmpty);
        Assert.Empty((await host.Client("org_2").GetAsync(Token))!.Fields);
        await host.Client().PingAsync(Token);
    }

    [Fact]
    public async Task Twenty_parallel_connects_make_one_connection()
    {
        await using TestHost host = new();

        ConnectionResult[] results = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => Task.Run(() => host.Client().ConnectAsync(Config with { Limit = i + 1 }, cancellationToken: Token))));

        Assert.Single(results.Select(result => result.Connection.Id).Distinct());
        Assert.Equal(1, await host.Scope().CountAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task An_unknown_connector_is_not_found()
    {
        await using TestHost host = new();

        foreach (string key in (string[])["nope", "", "..%2f", "a\0b", "Demo", new string('a', 10_000)])
        {
            ConnectorException error = await FailsAsync(
                ConnectorErrorCodes.ConnectorNotFound, () => host.Scope().ConnectAsync(key, Json("{}"), cancellationToken: Token));
            Assert.Equal(404, error.StatusCode);
            await FailsAsync(ConnectorErrorCodes.ConnectorNotFound, () => host.Scope().GetAsync(key, Token));
            await FailsAsync(ConnectorErrorCodes.ConnectorNotFound, () => host.Scope().EnableAsync(key, Token));
            await FailsAsync(ConnectorErrorCodes.ConnectorNotFound, () => host.Scope().DisconnectAsync(key, Token));
            Assert.True(error.Message.Length < 300);
        }
    }

    [Fact]
    public async Task The_callers_cancellation_stays_what_it_is()
    {
        await using TestHost host = new();
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Client().ConnectAsync(Config, cancellationToken: cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Client().GetAsync(cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Client().EchoAsync("x", cancellationToken: cancelled.Token));

        Assert.Empty(host.Events);
    }
}
