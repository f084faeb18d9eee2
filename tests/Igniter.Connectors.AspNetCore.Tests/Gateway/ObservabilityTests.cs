using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Igniter.Connectors.AspNetCore.Tests.OAuth;
using Microsoft.AspNetCore.WebUtilities;

namespace Igniter.Connectors.AspNetCore.Tests.Gateway;

/// <summary>The sample's two ways to be watched: a collector that speaks OTLP, and the console.</summary>
public sealed partial class ObservabilityTests
{
    private const string Note = "canary-note that nobody else may read";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task S119_a_collector_gets_traces_metrics_and_logs_without_a_secret()
    {
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            accessTokenSeconds: 2,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "100"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "100"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "200"));
        using HttpBrowser browser = new();
        string[] secrets = await UseAsync(browser, gateway);

        string[] spans =
        [
            "connector.oauth.exchange", "connector.action notes.listNotes", "connector.action notes.addNote", "connector.oauth.refresh",
        ];
        string[] metrics = ["igniter.connectors.action.duration", "igniter.connectors.oauth.refreshes", "igniter.connectors.store.duration"];
        string[] events = ["igniter.connectors.oauth.started", "igniter.connectors.connector.connected", "igniter.connectors.oauth.refreshed"];
        await WatchAsync(
            browser,
            gateway,
            collector.Arrivals,
            () => spans.Append("gateway").Append("GET /live").All(text => collector.Has("traces", text))
                && metrics.Append("gateway").All(text => collector.Has("metrics", text))
                && events.Append("gateway").All(text => collector.Has("logs", text)));

        Assert.All(secrets, secret => Assert.False(collector.Has(secret), secret));
        Assert.DoesNotContain(gateway.Output, line => LiveLine().IsMatch(line));
    }

    [Fact]
    public async Task S119_without_a_collector_the_console_shows_a_line_for_each_event()
    {
        using GatewayProcess gateway = await GatewayProcess.StartAsync(accessTokenSeconds: 60);
        using HttpBrowser browser = new();
        string[] secrets = await UseAsync(browser, gateway);
        await browser.SubmitAsync(gateway.Address, new(gateway.Address, "/notes"), ("text", ""));

        await WatchAsync(browser, gateway, gateway.Lines, () => gateway.Output.Any(line => line.Contains("CONNECTOR_ACTION_INPUT_INVALID", StringComparison.Ordinal)));

        string[] lines = [.. gateway.Output];
        Assert.All(lines, line => Assert.Matches(LiveLine(), line));
        Assert.Contains(lines, line => Regex.IsMatch(line, @"oauth\.started +notes  organization/acme$"));
        Assert.Contains(lines, line => Regex.IsMatch(line, @"action\.completed +notes  organization/acme  addNote  \d+\.\d ms$"));
        Assert.Contains(lines, line => Regex.IsMatch(line, @"action\.failed +notes  organization/acme  addNote  \d+\.\d ms  CONNECTOR_ACTION_INPUT_INVALID$"));
        Assert.All(secrets, secret => Assert.DoesNotContain(lines, line => line.Contains(secret, StringComparison.Ordinal)));
    }

    /// <summary>Signs in, connects, and adds a note.</summary>
    /// <returns>What nobody may see.</returns>
    private static async Task<string[]> UseAsync(HttpBrowser browser, GatewayProcess gateway)
    {
        Uri home = gateway.Address;
        await browser.SubmitAsync(home, new(home, "/sign-in"), ("person", "Ada"));
        await browser.SubmitAsync(home, new(home, "/organization"), ("organization", "acme"));
        using HttpResponseMessage sent = await browser.GetAsync(new(home, "/connectors/notes/oauth/connect?returnUrl=/"));
        Uri callback = await browser.DecideAsync(sent.Headers.Location!);
        string[] cookies = [.. browser.Cookies.GetAllCookies().Select(cookie => cookie.Value)];
        using HttpResponseMessage returned = await browser.GetAsync(callback);
        Assert.Equal("/", returned.Headers.Location!.OriginalString);
        await browser.SubmitAsync(home, new(home, "/notes"), ("text", Note));

        // What a token of this provider begins with, and a client's credentials in a header.
        string[] known = ["for development only", Note, "eyJhbGciOi", "Bearer "];
        var query = QueryHelpers.ParseQuery(callback.Query);
        Assert.NotEmpty(cookies);
        return [.. known, query["code"].Single()!, query["state"].Single()!, .. cookies];
    }

    /// <summary>Reloads the live page, which calls an action, with all the news of it, until what is waited for has happened.</summary>
    private static async Task WatchAsync(HttpBrowser browser, GatewayProcess gateway, Bell news, Func<bool> hasHappened)
    {
        long start = Stopwatch.GetTimestamp();
        for (Task next = news.Next; !hasHappened(); next = news.Next)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"It never happened. The console:\n{string.Join('\n', gateway.Output)}");
            using HttpResponseMessage page = await browser.GetAsync(new(gateway.Address, "/live"));
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            await next.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex(@"^\d\d:\d\d:\d\d\.\d{3} (connector|oauth|action|adapter|error)\.[a-z]+ ")]
    private static partial Regex LiveLine();
}
