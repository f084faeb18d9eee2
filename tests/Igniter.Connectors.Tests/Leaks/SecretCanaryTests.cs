using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Igniter.Connectors.Testing;
using Igniter.Connectors.Tests.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

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
    [InlineData("string")]
    [InlineData("pairs of strings")]
    [InlineData("list")]
    public void Scopes_and_values_of_any_type_are_read(string type)
    {
        object value = type switch
        {
            "string" => _secret,
            "pairs of strings" => new Dictionary<string, string> { ["hidden"] = _secret },
            _ => new List<object> { new Uri("https://x.test"), new byte[] { 1 }, _secret.ToCharArray() },
        };
        Leaks(
            () =>
            {
                using IDisposable? scope = Logger.BeginScope(value);
                Logger.LogInformation("fine");
                Logger.Log(LogLevel.Information, default, new Dictionary<string, object?> { ["hidden"] = value }, null, (_, _) => "fine");
            },
            "(scope)",
            "value hidden");
    }

    [Fact]
    public void The_names_of_values_events_and_categories_are_read()
    {
        Leaks(
            () =>
            {
                Logger.Log(LogLevel.Information, new EventId(1, _secret), new Dictionary<string, object?> { ["fine"] = 1 }, null, (_, _) => "fine");
                Logger.Log(LogLevel.Information, default, new Dictionary<string, object?> { [_secret] = 1 }, null, (_, _) => "fine");
                _loggers.CreateLogger(_secret).LogInformation("fine");
            },
            "(event id)",
            "a place whose name holds it");
    }

    [Fact]
    public void What_an_exception_carries_is_read()
    {
        Leaks(
            () =>
            {
                Logger.LogError(new InvalidOperationException("fine", new FormatException("fine") { Data = { ["x"] = new[] { _secret } } }), "failed");
                _canary.Inspect(new ConnectorException("X", "fine") { Data = { ["x"] = _secret } });
            },
            "(exception)",
            "data of ConnectorException");
    }

    [Theory]
    [InlineData("tag")]
    [InlineData("array")]
    [InlineData("address")]
    [InlineData("tag's name")]
    [InlineData("baggage")]
    [InlineData("baggage's name")]
    [InlineData("event")]
    [InlineData("event's name")]
    [InlineData("exception")]
    [InlineData("status")]
    [InlineData("name")]
    [InlineData("operation")]
    [InlineData("trace state")]
    [InlineData("link")]
    [InlineData("late")]
    public void A_span_is_read(string place)
    {
        using ActivitySource source = new("leaky");
        string found = place switch
        {
            "array" or "address" or "late" => "tag x",
            "tag's name" or "baggage's name" => "a place whose name holds it",
            "event's name" => "(event)",
            "exception" => "exception.message",
            _ => place,
        };
        Leaks(
            () =>
            {
                ActivityLink[] links = [new ActivityLink(default, new() { ["x"] = place == "link" ? _secret : "fine" })];
                Activity activity = source.StartActivity(
                    place is "name" or "operation" ? _secret : "work", ActivityKind.Internal, parentContext: default, links: links)!;
                _ = place switch
                {
                    "tag" => activity.SetTag("x", _secret),
                    "array" => activity.SetTag("x", new object[] { 1, new[] { _secret } }),
                    "address" => activity.SetTag("x", new Uri("https://x.test/" + _secret)),
                    "tag's name" => activity.SetTag(_secret, 1),
                    "baggage" => activity.SetBaggage("x", _secret),
                    "baggage's name" => activity.SetBaggage(_secret, "x"),
                    "event" => activity.AddEvent(new ActivityEvent("x", tags: new() { ["y"] = _secret })),
                    "event's name" => activity.AddEvent(new ActivityEvent(_secret)),
                    "exception" => activity.AddException(new InvalidOperationException(_secret)),
                    "status" => activity.SetStatus(ActivityStatusCode.Error, _secret),
                    _ => activity,
                };
                activity.TraceStateString = place == "trace state" ? "x=" + _secret : null;
                activity.DisplayName = place == "name" ? _secret : "work";
                activity.Dispose();
                if (place == "late")
                {
                    activity.SetTag("x", _secret);
                }
            },
            found);
    }

    [Fact]
    public void A_span_without_a_source_is_read()
    {
        using Activity activity = new Activity("work").Start();
        Leaks(() => activity.SetTag("x", _secret), "tag x");
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
    public void A_metric_that_is_measured_when_asked_is_read()
    {
        using Meter meter = new("leaky");
        meter.CreateObservableGauge("size", () => new Measurement<long>(1, new KeyValuePair<string, object?>("x", new[] { _secret })));
        Leaks(() => { }, "metric size, tag x");
    }

    [Fact]
    public void What_describes_an_instrument_is_read()
    {
        using Meter meter = new(new MeterOptions("leaky") { Tags = [new("x", _secret)] });
        Leaks(() => meter.CreateCounter<int>("count", description: _secret), "metric count, tags of the meter", "(description)");
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
    public void An_answer_of_the_manager_is_read()
    {
        _canary.Inspect(new ConnectorResponse
        {
            StatusCode = 303,
            Headers = new Dictionary<string, StringValues> { ["Location"] = "/?error=" + _secret },
            Body = Encoding.UTF8.GetBytes(_secret),
        });

        Leaks(() => { }, "header Location", "a response's body");
    }

    [Fact]
    public void A_console_logger_is_read()
    {
        using (_canary.WatchConsole())
        {
            using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole());
            loggers.CreateLogger("tests").LogInformation("{Value}", _secret);
        }

        Leaks(() => { }, "standard output");
    }

    private void Leaks(Action leak, params string[] places)
    {
        leak();
        SecretLeakException exception = Assert.Throws<SecretLeakException>(_canary.Verify);
        Assert.All(places, place => Assert.Contains(exception.Leaks, found => found.Place.Contains(place, StringComparison.Ordinal) && found.Secret == "bot token"));
        Assert.DoesNotContain(_secret, exception.ToString(), StringComparison.Ordinal);
    }
}
