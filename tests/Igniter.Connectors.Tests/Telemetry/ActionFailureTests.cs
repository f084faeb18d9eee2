using System.Runtime.CompilerServices;
using Igniter.Connectors.Tests.Engine;
using Igniter.Connectors.Tests.OAuth;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Telemetry;

/// <summary>A call that fails is told once, at whatever stage it fails.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class ActionFailureTests : IDisposable
{
    private const string Cancelled = "System.OperationCanceledException";

    private readonly TelemetryRecorder _telemetry = new();

    public void Dispose() => _telemetry.Dispose();

    [Fact]
    public async Task Lesson_36_connection_validation_context_handler_output_and_store()
    {
        RecordingStore store = new();
        await using TestHost host = new(store: store);
        DemoScopedClient client = host.Client();
        await OneAsync(host, ConnectorErrorCodes.ConnectorNotConnected, () => client.EchoAsync("x", cancellationToken: Token));
        await client.ConnectAsync(Config, cancellationToken: Token);
        await OneAsync(host, ConnectorErrorCodes.ConnectorActionInputInvalid, () => client.EchoAsync("x", 100, Token));
        await OneAsync(host, ConnectorErrorCodes.ConnectorActionInputInvalid, () => ByKeyAsync(host, "echo"));
        host.Demo.Context = _ => throw new InvalidOperationException();
        await OneAsync(host, ConnectorErrorCodes.ConnectorActionFailed, () => client.EchoAsync("x", cancellationToken: Token));
        host.Demo.Context = _ => new((object?)null);
        host.Demo.Echo = (_, _) => new((EchoOutput?)null);
        await OneAsync(host, ConnectorErrorCodes.ConnectorActionOutputInvalid, () => client.EchoAsync("x", cancellationToken: Token));
        await OneAsync(host, ConnectorErrorCodes.ConnectorActionOutputInvalid, () => ByKeyAsync(host, "echo", """{"text":"x"}"""));
        host.Demo.Echo = (_, _) => throw new InvalidOperationException();
        await OneAsync(host, ConnectorErrorCodes.ConnectorActionFailed, () => client.EchoAsync("x", cancellationToken: Token));
        host.Demo.Echo = (_, _) => throw new ConnectorException("MY_CODE", "mine");
        await OneAsync(host, "MY_CODE", () => client.EchoAsync("x", cancellationToken: Token));
        await client.DisableAsync(Token);
        await OneAsync(host, ConnectorErrorCodes.ConnectorDisabled, () => client.EchoAsync("x", cancellationToken: Token));
        store.Before = _ => throw new IOException();
        await OneAsync(host, ConnectorErrorCodes.ConnectorDatabaseFailed, () => client.EchoAsync("x", cancellationToken: Token));
    }

    [Fact]
    public async Task Lesson_36_a_stored_configuration_that_does_not_fit_or_decrypt()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        await host.StoreAsync("""{"endpoint":1}""");
        await OneAsync(host, ConnectorErrorCodes.ConnectorConfigInvalid, () => client.EchoAsync("x", cancellationToken: Token));
        await host.SpoilAsync();
        await OneAsync(host, ConnectorErrorCodes.ConnectorDecryptFailed, () => client.EchoAsync("x", cancellationToken: Token));
    }

    [Fact]
    public async Task Lesson_36_a_call_that_names_no_action_or_has_no_configuration()
    {
        await using TestHost host = new();
        await host.ConnectedAsync();
        await NamelessAsync(ConnectorErrorCodes.ConnectorActionNotFound, () => ByKeyAsync(host, "nope"));
        await NamelessAsync(ConnectorErrorCodes.ConnectorActionNotFound, () => ByKeyAsync(host, "count"));
        await NamelessAsync(ConnectorErrorCodes.ConnectorNotFound, () => ByKeyAsync(host, "echo", connector: "nope"));
        await OneAsync(host, ConnectorErrorCodes.ConnectorDefaultConfigRequired, () => host.Unscoped().EchoAsync("x", Token));

        // There is nothing to trace: nothing was called.
        Task NamelessAsync(string code, Func<Task> call) =>
            new FailureCheck(_telemetry, host.Events).OneAsync("action.failed", code, () => FailsAsync(code, call), metric: "action.duration");
    }

    [Fact]
    public async Task Lesson_36_a_call_that_runs_past_its_time()
    {
        TaskCompletionSource entered = new();
        await using TestHost host = new(demo =>
        {
            demo.Configure = definition => definition.TimeoutSeconds = 30;
            demo.Echo = async (call, _) =>
            {
                entered.SetResult();
                await Task.Delay(Timeout.Infinite, call.CancellationToken);
                return null;
            };
        });
        DemoScopedClient client = await host.ConnectedAsync();

        ConnectorFailureEvent failure = await OneAsync(host, ConnectorErrorCodes.ConnectorActionFailed, async () =>
        {
            Task running = client.EchoAsync("x", cancellationToken: Token);
            await entered.Task;
            host.Time.Advance(TimeSpan.FromSeconds(30));
            await running;
        });

        Assert.Equal(30_000.0, failure.Attributes["ctx.action.durationMs"]);
    }

    [Fact]
    public async Task Lesson_36_a_token_that_can_not_be_renewed()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        await host.ConnectAsync();
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        host.Server.ScriptToken(503, "");

        await OneAsync(host.Test, ConnectorErrorCodes.ConnectorOAuthRefreshFailed, () => host.Test.Client().EchoAsync("x", cancellationToken: Token));
    }

    [Fact]
    public async Task Lesson_36_a_scope_that_was_not_granted()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(new OAuthHost.Setup { Declare = definition => definition.RequiredScopes = ["admin"] });
        await host.ConnectAsync();

        await OneAsync(host.Test, ConnectorErrorCodes.ConnectorOAuthScopeInsufficient, () => host.Test.Client().EchoAsync("x", cancellationToken: Token));
    }

    [Fact]
    public async Task Lesson_36_a_stream_at_its_start_and_on_its_way()
    {
        await using TestHost host = new();
        DemoScopedClient client = host.Client();
        await StreamAsync(ConnectorErrorCodes.ConnectorNotConnected);
        await client.ConnectAsync(Config, cancellationToken: Token);
        host.Demo.Context = _ => throw new InvalidOperationException();
        await StreamAsync(ConnectorErrorCodes.ConnectorActionFailed);
        host.Demo.Context = _ => new((object?)null);
        host.Demo.Count = (_, _) => throw new InvalidOperationException();
        await StreamAsync(ConnectorErrorCodes.ConnectorActionFailed);
        host.Demo.Count = (_, _) => OneItemAsync(new ConnectorException("MY_CODE", "mine"));
        await StreamAsync("MY_CODE");

        Task StreamAsync(string code) => OneAsync(host, code, () => ReadAsync(client.CountAsync(3, Token)), "count");
    }

    [Fact]
    public async Task A_call_that_its_caller_cancels_is_told_as_what_its_caller_gets_and_is_no_fault()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        foreach (bool isStream in (bool[])[false, true])
        {
            using CancellationTokenSource cancellation = new();
            host.Demo.Echo = async (call, _) =>
            {
                await cancellation.CancelAsync();
                call.CancellationToken.ThrowIfCancellationRequested();
                return null;
            };
            host.Demo.Count = (call, _) => CancelAsync(cancellation, call.CancellationToken);

            ConnectorFailureEvent failure = await OneCancelledAsync(
                host,
                isStream ? "count" : "echo",
                () => isStream ? ReadAsync(client.CountAsync(3, cancellation.Token)) : client.EchoAsync("x", cancellationToken: cancellation.Token));

            Assert.Equal("The caller cancelled the call.", failure.ErrorMessage);
            Assert.Equal(System.Diagnostics.ActivityStatusCode.Unset, Assert.Single(_telemetry.Spans).Status);
            Assert.All(_telemetry.Points("igniter.connectors.action.active"), point => Assert.Equal(0, point.GetSumLong()));
        }
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_began_is_not_told()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        _telemetry.ClearSpans();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.EchoAsync("x", cancellationToken: new CancellationToken(true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(client.CountAsync(3, new CancellationToken(true))));

        Assert.Empty(host.Events);
        Assert.Empty(_telemetry.Spans);
    }

    private Task<ConnectorFailureEvent> OneAsync(TestHost host, string code, Func<Task> call, string action = "echo") =>
        new FailureCheck(_telemetry, host.Events).OneAsync(
            "action.failed", code, () => FailsAsync(code, call), $"connector.action demo.{action}", "action.duration");

    private Task<ConnectorFailureEvent> OneCancelledAsync(TestHost host, string action, Func<Task> call) =>
        new FailureCheck(_telemetry, host.Events).OneAsync(
            "action.failed",
            Cancelled,
            () => Assert.ThrowsAnyAsync<OperationCanceledException>(call),
            $"connector.action demo.{action}",
            "action.duration");

    private static async Task ByKeyAsync(TestHost host, string action, string input = "{}", string connector = DemoConnector.Key) =>
        throw (await host.Scope().Action(connector, action).CallAsync(Json(input), Token)).Error!;

    private static async Task ReadAsync(IAsyncEnumerable<CountItem> items)
    {
        await foreach (CountItem _ in items)
        {
        }
    }

    private static async IAsyncEnumerable<CountItem?> OneItemAsync(Exception then)
    {
        await Task.Yield();
        yield return new CountItem(1);
        throw then;
    }

    private static async IAsyncEnumerable<CountItem?> CancelAsync(CancellationTokenSource source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new CountItem(1);
        await source.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
