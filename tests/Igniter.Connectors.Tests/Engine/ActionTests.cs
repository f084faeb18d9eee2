using System.Net;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class ActionTests
{
    [Fact]
    public async Task An_action_gets_its_input_and_the_decrypted_configuration()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        ConnectorContext<DemoConfig>? context = null;
        host.Demo.Echo = (call, input) =>
        {
            context = call.GetContext<DemoConfig>();
            Assert.Same(host.Demo, call.Connector);
            return new(new EchoOutput { Text = input.Text });
        };

        EchoOutput output = await client.EchoAsync("hello", cancellationToken: Token);

        Assert.Equal("hello", output.Text);
        Assert.Equal("canary-token", context!.Config.Token);
        Assert.Equal(("organization", "org_1", "", "demo"), (context.Scope, context.Identity, context.ConnectionName, context.Connector));
        Assert.Equal(Token, context.CancellationToken);
        Assert.Same(context.Http, context.Http);
    }

    [Fact]
    public async Task What_is_not_connected_cannot_be_called()
    {
        await using TestHost host = new();

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorNotConnected, () => host.Client().EchoAsync("x", cancellationToken: Token));

        Assert.Equal(404, error.StatusCode);
        Assert.Equal(("demo", "organization", "org_1"), (error.Metadata.Connector, error.Metadata.Scope, error.Metadata.Identity));
    }

    [Fact]
    public async Task Invalid_input_is_refused_before_the_method_is_called()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        host.Demo.Echo = (_, _) => throw new InvalidOperationException();

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorActionInputInvalid, () => client.EchoAsync("x", 9, Token));

        Assert.Equal(400, error.StatusCode);
        Assert.Equal(("demo", "echo"), (error.Metadata.Connector, error.Metadata.Action));
        Assert.Equal([new ConnectorValidationError("times", "The field Times must be between 1 and 5.")], error.Metadata.Errors);
    }

    [Fact]
    public async Task Lesson_40_a_result_that_fails_its_annotations_is_an_error()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        host.Demo.Echo = (_, _) => new(new EchoOutput { Secret = "canary" });

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorActionOutputInvalid, () => client.EchoAsync("x", cancellationToken: Token));

        Assert.Equal(502, error.StatusCode);
        Assert.Equal("text", Assert.Single(error.Metadata.Errors).Path);
        Assert.DoesNotContain("canary", error.ToString());
    }

    [Fact]
    public async Task Null_is_an_invalid_result_unless_the_method_may_give_it()
    {
        await using TestHost strict = new();
        strict.Demo.Echo = (_, _) => new((EchoOutput?)null);
        DemoScopedClient client = await strict.ConnectedAsync();
        await FailsAsync(ConnectorErrorCodes.ConnectorActionOutputInvalid, () => client.EchoAsync("x", cancellationToken: Token));

        await using TestHost lenient = new(demo => demo.Configure = d => d.OutputIsNullable = true);
        lenient.Demo.Echo = (_, _) => new((EchoOutput?)null);
        Assert.Null(await (await lenient.ConnectedAsync()).EchoAsync("x", cancellationToken: Token));
    }

    [Fact]
    public async Task What_a_method_throws_becomes_one_error_that_does_not_repeat_its_message()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        InvalidOperationException thrown = new("canary", new FormatException("canary inside"));
        host.Demo.Echo = (_, _) => throw thrown;

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorActionFailed, () => client.EchoAsync("x", cancellationToken: Token));

        Assert.Same(thrown, error.InnerException);
        Assert.Equal(502, error.StatusCode);
        Assert.False(error.IsTransient);
        Assert.Equal(
            ("demo", "echo", "organization", "org_1"),
            (error.Metadata.Connector, error.Metadata.Action, error.Metadata.Scope, error.Metadata.Identity));
        Assert.DoesNotContain("canary", error.ToString());
        Assert.Contains("InvalidOperationException", error.ToString());
        Assert.Contains("FormatException", error.ToString());
        host.Demo.Echo = async (_, _) =>
        {
            await Task.Yield();
            throw thrown;
        };
        Assert.Same(
            thrown,
            (await FailsAsync(ConnectorErrorCodes.ConnectorActionFailed, () => client.EchoAsync("x", cancellationToken: Token))).InnerException);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpStatusCode.RequestTimeout, true)]
    [InlineData(HttpStatusCode.BadGateway, true)]
    [InlineData(HttpStatusCode.BadRequest, false)]
    [InlineData(HttpStatusCode.Unauthorized, false)]
    public async Task A_failed_request_says_whether_it_may_work_later(HttpStatusCode? status, bool isTransient)
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        host.Demo.Echo = (_, _) => throw new HttpRequestException("canary", null, status);

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorActionFailed, () => client.EchoAsync("x", cancellationToken: Token));

        Assert.Equal(isTransient, error.IsTransient);
    }

    [Fact]
    public async Task A_ConnectorException_passes_through_as_it_is()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        ConnectorException thrown = new("MY_CODE", "My message") { StatusCode = 418, RetryAfter = TimeSpan.FromSeconds(3) };
        host.Demo.Echo = (_, _) => throw thrown;

        Assert.Same(thrown, await Assert.ThrowsAsync<ConnectorException>(() => client.EchoAsync("x", cancellationToken: Token)));

        host.Demo.Echo = (_, _) => new(new EchoOutput { Text = "" });
        host.Demo.Context = _ => throw thrown;
        Assert.Same(thrown, await Assert.ThrowsAsync<ConnectorException>(() => client.EchoAsync("x", cancellationToken: Token)));
    }

    [Fact]
    public async Task The_callers_cancellation_reaches_the_method_and_comes_back_as_it_is()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        using CancellationTokenSource source = new();
        TaskCompletionSource entered = new();
        host.Demo.Echo = async (call, _) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, call.CancellationToken);
            return null;
        };

        Task<EchoOutput> running = client.EchoAsync("x", cancellationToken: source.Token);
        await entered.Task;
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(["action.started", "action.failed"], host.EventNames);
    }

    [Fact]
    public async Task A_cancellation_that_is_not_the_callers_is_a_failure()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        host.Demo.Echo = (_, _) => throw new TaskCanceledException("The request timed out.");

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorActionFailed, () => client.EchoAsync("x", cancellationToken: Token));

        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task A_failing_store_is_a_transient_error()
    {
        RecordingStore store = new();
        await using TestHost host = new(store: store);
        await host.Client().ConnectAsync(Config, cancellationToken: Token);
        IOException thrown = new("canary");
        store.Before = _ => throw thrown;

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.Client().EchoAsync("x", cancellationToken: Token));

        Assert.Equal(503, error.StatusCode);
        Assert.True(error.IsTransient);
        Assert.Same(thrown, error.InnerException);
        Assert.DoesNotContain("canary", error.ToString());
        await FailsAsync(ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.Client().GetAsync(Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.Scope().ListAsync(cancellationToken: Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.Scope().CountAsync(cancellationToken: Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.Manager.ListAsync(cancellationToken: Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.Client().ConnectAsync(Config, cancellationToken: Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.Client().DisconnectAsync(Token));
        store.Before = _ => throw new OperationCanceledException();
        await FailsAsync(ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.Client().GetAsync(Token));
    }

    [Fact]
    public async Task What_cannot_be_decrypted_cannot_be_called()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        await host.SpoilAsync();

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorDecryptFailed, () => client.EchoAsync("x", cancellationToken: Token));

        Assert.Equal(500, error.StatusCode);
        Assert.Equal("demo", error.Metadata.Connector);
        Assert.Equal(["action.started", "action.failed"], host.EventNames);
    }

    [Fact]
    public async Task A_connector_that_this_manager_does_not_know_is_not_found()
    {
        await using TestHost host = new();
        Descriptors.ConnectorDefinition stranger = new DemoConnector().Define();

        await FailsAsync(
            ConnectorErrorCodes.ConnectorNotFound, () => new DemoScopedClient(host.Scope(), stranger).EchoAsync("x", cancellationToken: Token));
        await FailsAsync(
            ConnectorErrorCodes.ConnectorNotFound, () => new DemoUnscopedClient(host.Manager, stranger).EchoAsync("x", Token));
    }

    [Fact]
    public async Task S113_each_call_has_an_HTTP_client_of_its_own_and_none_keeps_cookies()
    {
        List<HttpClient> clients = [];
        List<HttpMessageHandler> handlers = [];
        await using TestHost host = new(build: builder => builder.Services.AddHttpClientHandlerSpy("demo", handlers));
        DemoScopedClient client = await host.ConnectedAsync();
        host.Demo.Ping = call =>
        {
            clients.Add(call.GetContext<DemoConfig>().Http);
            clients[^1].DefaultRequestHeaders.Authorization = new("Bearer", "canary");
            return ValueTask.CompletedTask;
        };

        await client.PingAsync(Token);
        await client.PingAsync(Token);

        Assert.NotSame(clients[0], clients[1]);
        Assert.NotSame(host.Demo.Http, clients[0]);
        Assert.Null(host.Demo.Http.DefaultRequestHeaders.Authorization);
        SocketsHttpHandler handler = Assert.IsType<SocketsHttpHandler>(Assert.Single(handlers));
        Assert.False(handler.UseCookies);
        Assert.Equal(TimeSpan.FromMinutes(2), handler.PooledConnectionLifetime);
    }
}
