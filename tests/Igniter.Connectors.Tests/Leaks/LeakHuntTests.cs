using Igniter.Connectors.Testing;
using Igniter.Connectors.Tests.Engine;
using Igniter.Connectors.Tests.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Leaks;

/// <summary>The hunt must find what there is, and notice when it looked at nothing.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class LeakHuntTests : IDisposable
{
    private readonly LeakHunt _hunt = new();

    public void Dispose() => _hunt.Dispose();

    [Theory]
    [InlineData("log", "log of leaky")]
    [InlineData("scope", "(scope)")]
    [InlineData("console", "standard output")]
    [InlineData("span", "tag leaky")]
    [InlineData("baggage", "baggage leaky")]
    [InlineData("exception", "ConnectorException")]
    [InlineData("code", "the exception's code")]
    public async Task A_method_that_tells_a_secret_is_found(string where, string place)
    {
        IServiceProvider services = null!;
        await using TestHost host = _hunt.Host(demo =>
        {
            demo.Configure = definition => definition.OnCreate = provider => services = provider;
            demo.Echo = (call, input) =>
            {
                Leak(where, services, _hunt.Spill(call, input.Text));
                return new(new EchoOutput { Text = "x" });
            };
        });
        DemoScopedClient client = host.Client();
        await client.ConnectAsync(_hunt.Config(), cancellationToken: Token);

        try
        {
            await client.EchoAsync(_hunt.Plant("input"), cancellationToken: Token);
        }
        catch (ConnectorException exception)
        {
            _hunt.Canary.Inspect(exception);
        }

        SecretLeakException leaks = Assert.Throws<SecretLeakException>(_hunt.Verify);
        foreach (string what in (string[])["token", "note", "password", "input"])
        {
            Assert.Contains(leaks.Leaks, leak => leak.Secret == what && leak.Place.Contains(place, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_secret_that_reached_nobody_is_found()
    {
        await using TestHost host = _hunt.Host();
        await host.Client().ConnectAsync(_hunt.Config(), cancellationToken: Token);

        Assert.Contains("token", Assert.ThrowsAny<Exception>(_hunt.Verify).Message, StringComparison.Ordinal);
    }

    private static void Leak(string where, IServiceProvider services, string text)
    {
        ILogger logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("leaky");
        switch (where)
        {
            case "log":
                logger.LogTrace("{Text}", text);
                break;
            case "scope":
                using (logger.BeginScope(text))
                {
                    logger.LogTrace("fine");
                }

                break;
            case "console":
                Console.WriteLine(text);
                break;
            case "span":
                System.Diagnostics.Activity.Current!.SetTag("leaky", text);
                break;
            case "baggage":
                System.Diagnostics.Activity.Current!.SetBaggage("leaky", text);
                break;
            case "exception":
                throw new ConnectorException(LeakHunt.Own, text);
            default:
                throw new ConnectorException(text, "fine");
        }
    }
}
