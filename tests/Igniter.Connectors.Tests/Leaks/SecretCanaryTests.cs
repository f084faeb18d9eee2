using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Igniter.Connectors.Testing;
using Igniter.Connectors.Tests.Telemetry;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors.Tests.Leaks;

/// <summary>A detector that finds nothing proves nothing: here it has to find.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class SecretCanaryTests : IDisposable
{
    private readonly SecretCanary _canary = new();
    private readonly ILoggerFactory _loggers;
    private readonly string _secret;

    public SecretCanaryTests()
    {
        _secret = _canary.Plant("bot token", "123456:");
        _loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_canary.Logs));
    }

    private ILogger Logger => _loggers.CreateLogger("tests");

    public void Dispose()
    {
        _canary.Dispose();
        _loggers.Dispose();
    }

    [Fact]
    public void Nothing_leaked_is_fine()
    {
        Logger.LogInformation("nothing");
        _canary.Verify();
    }

    [Fact]
    public void Planted_values_differ() => Assert.NotEqual(_canary.Plant("a"), _canary.Plant("a"));

    [Fact]
    public void A_log_message_is_read() => Leaks(() => Logger.LogDebug("{Value}", _secret), "a Debug log of tests");

    [Fact]
    public void A_value_that_the_message_does_not_show_is_read() =>
        Leaks(() => Logger.Log(LogLevel.Information, default, new Dictionary<string, object?> { ["hidden"] = _secret }, null, (_, _) => "fine"), "value hidden");

    [Fact]
    public void A_logged_exception_is_read() => Leaks(() => Logger.LogError(new InvalidOperationException(_secret), "failed"), "(exception)");

    [Fact]
    public void A_log_scope_is_read() => Leaks(
        () =>
        {
            using IDisposable? scope = Logger.BeginScope("{Tenant}", _secret);
            Logger.LogInformation("fine");
        },
        "(scope)");

    [Theory]
    [InlineData("tag")]
    [InlineData("baggage")]
    [InlineData("event")]
    [InlineData("status")]
    [InlineData("name")]
    public void A_span_is_read(string place)
    {
        using ActivitySource source = new("leaky");
        Leaks(
            () =>
            {
                using Activity activity = source.StartActivity(place == "name" ? _secret : "work")!;
                _ = place switch
                {
                    "tag" => activity.SetTag("x", _secret),
                    "baggage" => activity.SetBaggage("x", _secret),
                    "event" => activity.AddEvent(new ActivityEvent("x", tags: new() { ["y"] = _secret })),
                    "status" => activity.SetStatus(ActivityStatusCode.Error, _secret),
                    _ => activity,
                };
            },
            place);
    }

    [Fact]
    public void A_span_that_never_ends_is_read()
    {
        using ActivitySource source = new("leaky");
        Leaks(() => source.StartActivity("work")!.SetTag("x", _secret), "tag x");
        Activity.Current = null;
    }

    [Fact]
    public void A_metric_is_read()
    {
        using Meter meter = new("leaky");
        Leaks(() => meter.CreateCounter<int>("count").Add(1, new KeyValuePair<string, object?>("x", _secret)), "metric count, tag x");
    }

    [Fact]
    public void An_exception_is_read() => Leaks(() => _canary.Inspect(new InvalidOperationException(_secret)), "InvalidOperationException.ToString()");

    [Fact]
    public void A_ConnectorException_is_read() => Leaks(
        () => _canary.Inspect(new ConnectorException("X", "fine") { Metadata = new() { Errors = [new("path", _secret)] } }), "metadata");

    [Fact]
    public void The_cause_of_a_ConnectorException_is_not_shown_and_so_not_a_leak()
    {
        _canary.Inspect(new ConnectorException("X", "fine", new InvalidOperationException(_secret)));
        _canary.Verify();
    }

    [Fact]
    public async Task A_response_is_read()
    {
        using HttpResponseMessage response = new(HttpStatusCode.Redirect) { Headers = { Location = new Uri($"https://x.test/?token={_secret}") } };
        await _canary.InspectAsync(response, TestContext.Current.CancellationToken);
        using HttpResponseMessage other = new() { Content = new StringContent(_secret) };
        await _canary.InspectAsync(other, TestContext.Current.CancellationToken);

        Leaks(() => { }, "header Location", "a response's body");
    }

    [Fact]
    public void The_console_is_read()
    {
        using (_canary.WatchConsole())
        {
            Console.WriteLine("fine");
            Console.Error.Write(_secret);
        }

        Leaks(() => { }, "standard error");
    }

    [Fact]
    public void Other_ways_to_write_it_are_found()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(_secret);
        foreach (string text in (string[])
            [
                Convert.ToBase64String(bytes), Convert.ToBase64String([1, .. bytes, 2]), Convert.ToBase64String([1, 2, .. bytes]),
                Convert.ToHexString(bytes), Uri.EscapeDataString(_secret), _secret.ToUpperInvariant(),
            ])
        {
            int before = _canary.Leaks.Count;
            _canary.Inspect("text", $"before {text} after");
            Assert.True(_canary.Leaks.Count > before, text);
        }
    }

    private void Leaks(Action leak, params string[] places)
    {
        leak();
        SecretLeakException exception = Assert.Throws<SecretLeakException>(_canary.Verify);
        Assert.All(places, place => Assert.Contains(exception.Leaks, found => found.Place.Contains(place, StringComparison.Ordinal) && found.Secret == "bot token"));
        Assert.DoesNotContain(_secret, exception.ToString(), StringComparison.Ordinal);
    }
}
