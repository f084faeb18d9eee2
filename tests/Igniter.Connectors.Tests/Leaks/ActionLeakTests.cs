using System.Runtime.CompilerServices;
using System.Text.Json;
using Igniter.Connectors.Tests.Engine;
using Igniter.Connectors.Tests.Telemetry;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Leaks;

/// <summary>Every way that a call can take, with secrets in its configuration, its input and its output.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class ActionLeakTests : IDisposable
{
    private const string Failed = ConnectorErrorCodes.ConnectorActionFailed;

    private readonly LeakHunt _hunt = new();
    private readonly DemoConfig _config;
    private readonly string _input;

    public ActionLeakTests()
    {
        _config = _hunt.Config();
        _input = _hunt.Plant("input");
    }

    public void Dispose() => _hunt.Dispose();

    [Fact]
    public async Task S119_a_call_that_succeeds_tells_nothing()
    {
        string output = _hunt.Plant("output");
        string detail = _hunt.Plant("detail of the output");
        await using TestHost host = _hunt.Host(demo => demo.Echo = (call, input) =>
        {
            _hunt.Spill(call, input.Text);
            return new(new EchoOutput { Text = output, Secret = detail });
        });
        DemoScopedClient client = await ConnectAsync(host);

        EchoOutput echo = await client.EchoAsync(_input, cancellationToken: Token);
        ConnectorActionResult byKey = await host.Scope().Action("demo", "echo").CallAsync(Input(), Token);

        _hunt.Saw($"{echo.Text} {echo.Secret}");
        _hunt.Canary.Inspect("a result as text", $"{byKey} {JsonSerializer.Serialize(byKey).Replace(output, "", StringComparison.Ordinal)}");
        _hunt.Verify();
    }

    [Theory]
    [InlineData("foreign")]
    [InlineData("own")]
    [InlineData("wrapped")]
    [InlineData("cancelled by itself")]
    public async Task S119_a_method_that_throws_what_it_knows_tells_nothing(string how)
    {
        await using TestHost host = _hunt.Host(demo => demo.Echo = (call, input) => throw Exception(how, _hunt.Spill(call, input.Text)));
        DemoScopedClient client = await ConnectAsync(host);
        string code = how is "own" or "wrapped" ? LeakHunt.Own : Failed;

        await _hunt.FailsAsync(code, () => client.EchoAsync(_input, cancellationToken: Token));
        ConnectorActionResult byKey = await host.Scope().Action("demo", "echo").CallAsync(Input(), Token);

        Assert.Equal(code, byKey.Error!.Code);
        _hunt.Canary.Inspect("a result as text", $"{byKey} {JsonSerializer.Serialize(byKey)} {byKey.Error}");
        _hunt.Verify();
    }

    [Fact]
    public async Task S119_invalid_input_tells_nothing()
    {
        await using TestHost host = _hunt.Host(demo => demo.Ping = call =>
        {
            _hunt.Spill(call);
            return default;
        });
        DemoScopedClient client = await ConnectAsync(host);
        await client.PingAsync(Token);
        _hunt.Saw(_input);
        const string Invalid = ConnectorErrorCodes.ConnectorActionInputInvalid;
        await _hunt.FailsAsync(Invalid, () => client.EchoAsync(_input, 9, Token));
        foreach (string json in (string[])
            [
                $$"""{"text":{"value":"{{_input}}"},"times":1}""",
                $$"""{"text":"x","times":"{{_input}}"}""",
                $$"""{"text":"{{_input}}","times":99}""",
                $$"""{"text":["{{_input}}"],"times":99}""",
                $$"""["{{_input}}"]""",
                $$"""{"text":"x","text":"{{_input}}"}""",
                $"\"{_input}\"",
            ])
        {
            ConnectorActionResult result = await host.Scope().Action("demo", "echo").CallAsync(Json(json), Token);
            Assert.Equal(Invalid, result.Error?.Code);
            _hunt.Canary.Inspect(result.Error!);
            _hunt.Canary.Inspect("a result as text", $"{result} {JsonSerializer.Serialize(result)}");
        }

        _hunt.Verify();
    }

    [Fact]
    public async Task S119_a_call_that_runs_past_its_time_or_is_cancelled_tells_nothing()
    {
        SemaphoreSlim entered = new(0);
        await using TestHost host = _hunt.Host(demo =>
        {
            demo.Configure = definition => definition.TimeoutSeconds = 30;
            demo.Echo = async (call, input) =>
            {
                string spill = _hunt.Spill(call, input.Text);
                entered.Release();
                try
                {
                    await Task.Delay(Timeout.Infinite, call.CancellationToken);
                }
                catch (OperationCanceledException exception)
                {
                    throw new OperationCanceledException(spill, exception, call.CancellationToken);
                }

                return null;
            };
        });
        DemoScopedClient client = await ConnectAsync(host);

        Task<EchoOutput> late = client.EchoAsync(_input, cancellationToken: Token);
        await entered.WaitAsync(Token);
        host.Time.Advance(TimeSpan.FromSeconds(30));
        await _hunt.FailsAsync(Failed, () => late);

        using CancellationTokenSource cancel = new();
        Task<EchoOutput> given = client.EchoAsync(_input, cancellationToken: cancel.Token);
        await entered.WaitAsync(Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        _hunt.Verify();
    }

    [Fact]
    public async Task S119_an_invalid_result_tells_nothing()
    {
        string output = _hunt.Plant("output");
        await using TestHost host = _hunt.Host(demo => demo.Echo = (call, input) =>
        {
            _hunt.Spill(call, input.Text);
            _hunt.Saw(output);
            return new(new EchoOutput { Text = null, Secret = output });
        });
        DemoScopedClient client = await ConnectAsync(host);

        await _hunt.FailsAsync(ConnectorErrorCodes.ConnectorActionOutputInvalid, () => client.EchoAsync(_input, cancellationToken: Token));
        ConnectorActionResult byKey = await host.Scope().Action("demo", "echo").CallAsync(Input(), Token);

        _hunt.Canary.Inspect(byKey.Error!);
        _hunt.Verify();
    }

    [Theory]
    [InlineData("foreign", Failed)]
    [InlineData("own", LeakHunt.Own)]
    public async Task S119_a_context_that_can_not_be_made_or_disposed_tells_nothing(string how, string code)
    {
        bool makes = false;
        await using TestHost host = _hunt.Host(demo =>
        {
            demo.Context = call =>
            {
                string spill = _hunt.Spill(call);
                return makes ? new(new Resource { OnDispose = () => throw Exception(how, spill) }) : throw Exception(how, spill);
            };
            demo.Echo = (call, input) =>
            {
                _hunt.Saw(input.Text);
                return new(new EchoOutput { Text = "x" });
            };
        });
        DemoScopedClient client = await ConnectAsync(host);

        await _hunt.FailsAsync(code, () => client.EchoAsync(_input, cancellationToken: Token));
        makes = true;
        await client.EchoAsync(_input, cancellationToken: Token);

        _hunt.Verify();
    }

    [Theory]
    [InlineData("foreign", Failed)]
    [InlineData("own", LeakHunt.Own)]
    [InlineData("invalid", ConnectorErrorCodes.ConnectorActionOutputInvalid)]
    public async Task S119_a_stream_that_fails_midway_tells_nothing(string how, string code)
    {
        _hunt.Saw(_input);
        await using TestHost host = _hunt.Host(demo => demo.Count = (call, _) => CountAsync(how, _hunt.Spill(call), call.CancellationToken));
        DemoScopedClient client = await ConnectAsync(host);

        await _hunt.FailsAsync(code, async () =>
        {
            await foreach (CountItem _ in client.CountAsync(cancellationToken: Token))
            {
            }
        });
        await _hunt.FailsAsync(code, async () =>
        {
            await foreach (JsonElement _ in host.Scope().Action("demo", "count").StreamAsync(Json("{}"), Token))
            {
            }
        });

        _hunt.Verify();
    }

    [Theory]
    [InlineData("foreign", ConnectorErrorCodes.ConnectorTestFailed)]
    [InlineData("own", LeakHunt.Own)]
    public async Task S119_a_connection_test_that_fails_tells_nothing(string how, string code)
    {
        _hunt.Saw(_input);
        await using TestHost host = _hunt.Host(demo => demo.Test = call => throw Exception(how, _hunt.Spill(call)));
        DemoScopedClient client = await ConnectAsync(host);

        await _hunt.FailsAsync(code, () => client.TestAsync(Token));

        _hunt.Verify();
    }

    [Fact]
    public async Task S119_a_default_configuration_is_as_secret_as_a_tenants()
    {
        await using TestHost host = _hunt.Host(demo =>
        {
            demo.Configure = definition => definition.DefaultConfig = _ => new((object)_config);
            demo.Echo = (call, input) => throw Exception("own", _hunt.Spill(call, input.Text));
        });

        await _hunt.FailsAsync(LeakHunt.Own, () => host.Unscoped().EchoAsync(_input, Token));

        _hunt.Verify();
    }

    [Theory]
    [InlineData(EventDelivery.Inline)]
    [InlineData(EventDelivery.Background)]
    public async Task S119_an_event_handler_that_throws_tells_nothing(EventDelivery delivery)
    {
        string spill = "";
        await using TestHost host = _hunt.Host(
            demo => demo.Echo = (call, input) =>
            {
                spill = _hunt.Spill(call, input.Text);
                return new(new EchoOutput { Text = "x" });
            },
            build: builder => builder.OnEvent((Action<ConnectorEvent>)(_ => throw new InvalidOperationException(spill)), delivery));
        DemoScopedClient client = await ConnectAsync(host);

        await client.EchoAsync(_input, cancellationToken: Token);
        await host.Manager.DisposeAsync();

        Assert.Contains(host.Logs.Messages, message => message.Contains(nameof(InvalidOperationException), StringComparison.Ordinal));
        _hunt.Verify();
    }

    private static Exception Exception(string how, string text) => how switch
    {
        "own" => new ConnectorException(LeakHunt.Own, text, new InvalidOperationException(text) { Data = { ["x"] = text } }),
        "wrapped" => new ConnectorException(LeakHunt.Own, "fine", new AggregateException(text, new ConnectorException("INNER", text))),
        "cancelled by itself" => new OperationCanceledException(text),
        _ => new InvalidOperationException(text, new HttpRequestException(text)) { Data = { ["x"] = text } },
    };

    private static async IAsyncEnumerable<CountItem?> CountAsync(string how, string text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new CountItem(1);
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        yield return how == "invalid" ? new CountItem(100) : throw Exception(how, text);
    }

    private async Task<DemoScopedClient> ConnectAsync(TestHost host)
    {
        DemoScopedClient client = host.Client();
        await client.ConnectAsync(_config, cancellationToken: Token);
        return client;
    }

    private JsonElement Input() => Json($$"""{"text":"{{_input}}"}""");
}
