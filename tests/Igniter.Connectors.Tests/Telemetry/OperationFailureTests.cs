using System.Diagnostics;
using Igniter.Connectors.Tests.Engine;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Telemetry;

/// <summary>An operation on connections that fails is told once.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class OperationFailureTests : IDisposable
{
    private readonly TelemetryRecorder _telemetry = new();

    public void Dispose() => _telemetry.Dispose();

    [Fact]
    public async Task Lesson_36_every_operation_tells_its_failure_by_its_name()
    {
        RecordingStore store = new();
        await using TestHost host = new(store: store);
        DemoScopedClient client = host.Client();
        ConnectorScope scope = host.Scope();
        await OneAsync("connect", ConnectorErrorCodes.ConnectorConfigInvalid, () => client.ConnectAsync(Config with { Limit = 0 }, cancellationToken: Token));
        await OneAsync("connect", ConnectorErrorCodes.ConnectorConfigInvalid, () => scope.ConnectAsync("demo", Json("[]"), cancellationToken: Token));
        await OneAsync("connect", ConnectorErrorCodes.ConnectorNotFound, () => scope.ConnectAsync("nope", Json("{}"), cancellationToken: Token));
        await OneAsync("update", ConnectorErrorCodes.ConnectorNotConnected, () => client.UpdateAsync(Config, Token));
        await OneAsync("update", ConnectorErrorCodes.ConnectorNotConnected, () => client.UpdateAsync(config => config, Token));
        await OneAsync("update", ConnectorErrorCodes.ConnectorNotConnected, () => scope.UpdateAsync("demo", Json("{}"), Token));
        await OneAsync("enable", ConnectorErrorCodes.ConnectorNotConnected, () => client.EnableAsync(Token));
        await OneAsync("disable", ConnectorErrorCodes.ConnectorNotConnected, () => client.DisableAsync(Token));
        await OneAsync("toggle", ConnectorErrorCodes.ConnectorNotConnected, () => client.ToggleAsync(Token));
        await OneAsync("disconnect", ConnectorErrorCodes.ConnectorNotConnected, () => client.DisconnectAsync(Token));
        await OneAsync("test", ConnectorErrorCodes.ConnectorNotConnected, () => client.TestAsync(Token));
        await OneAsync("revealConfig", ConnectorErrorCodes.ConnectorNotConnected, () => client.RevealConfigAsync(Token));
        await OneAsync("revealConfig", ConnectorErrorCodes.ConnectorNotConnected, () => scope.RevealConfigAsync("demo", Token));
        await OneAsync("authorize", ConnectorErrorCodes.ConnectorOAuthNotConfigured, () => scope.AuthorizeAsync("demo", new(), Token));
        await OneAsync("encryptConfig", ConnectorErrorCodes.ConnectorNotFound, () => host.Manager.EncryptConfigAsync(scope, "nope", default, "", Token));
        await OneAsync("decryptConfig", ConnectorErrorCodes.ConnectorNotFound, () => host.Manager.DecryptConfigAsync(scope, "nope", default, "", Token));
        store.Before = _ => throw new IOException();
        await OneAsync("connect", ConnectorErrorCodes.ConnectorDatabaseFailed, () => client.ConnectAsync(Config, cancellationToken: Token));
        await OneAsync("get", ConnectorErrorCodes.ConnectorDatabaseFailed, () => client.GetAsync(Token));
        await OneAsync("list", ConnectorErrorCodes.ConnectorDatabaseFailed, () => scope.ListAsync(cancellationToken: Token));
        await OneAsync("list", ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.Manager.ListAsync(cancellationToken: Token));
        await OneAsync("count", ConnectorErrorCodes.ConnectorDatabaseFailed, () => scope.CountAsync(cancellationToken: Token));
        await OneAsync("disconnectAll", ConnectorErrorCodes.ConnectorDatabaseFailed, () => scope.DisconnectAllAsync(Token));
        await OneAsync("getUsage", ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.Manager.Keys.GetUsageAsync(Token));
        await OneAsync("reencrypt", ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.Manager.Keys.ReencryptAsync(cancellationToken: Token));
        await OneAsync("renewIdle", ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.Manager.Engine.RenewIdleAsync(Token));
        await OneAsync("sweep", ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.Manager.Engine.SweepAsync(Token));

        async Task OneAsync(string operation, string code, Func<Task> call)
        {
            ConnectorException? error = null;
            ConnectorFailureEvent failure = await new FailureCheck(_telemetry, host.Events).OneAsync(
                "error.occurred", code, async () => error = await FailsAsync(code, call), operation == "connect" ? "connector.connect" : null);
            Assert.Equal(operation, failure.Attributes["ctx.error.operation"]);
            Assert.Equal(error!.Message, failure.ErrorMessage);
        }
    }

    [Fact]
    public async Task A_change_of_the_callers_own_that_throws_comes_back_as_it_is_and_is_told()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();

        ConnectorFailureEvent failure = await new FailureCheck(_telemetry, host.Events).OneAsync(
            "error.occurred",
            "System.InvalidOperationException",
            () => Assert.ThrowsAsync<InvalidOperationException>(() => client.UpdateAsync(_ => throw new InvalidOperationException("canary"), Token)));

        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_caller_cancels_is_no_failure_and_its_span_says_so()
    {
        using CancellationTokenSource cancellation = new();
        using RecordingStore store = new()
        {
            Before = async _ =>
            {
                await cancellation.CancelAsync();
                cancellation.Token.ThrowIfCancellationRequested();
            },
        };
        await using TestHost host = new(store: store);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Client().ConnectAsync(Config, cancellationToken: cancellation.Token));

        Assert.Empty(host.Events);
        Activity span = Assert.Single(_telemetry.Spans);
        Assert.Equal(("System.OperationCanceledException", ActivityStatusCode.Unset), (span.GetTagItem("error.type"), span.Status));
        Assert.Contains(
            "ctx.adapter.operation=get error.type=System.OperationCanceledException",
            _telemetry.Points("igniter.connectors.store.duration").Select(TelemetryRecorder.TagsOf));
    }
}
