using System.Diagnostics;
using Igniter.Connectors.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace Igniter.Connectors.AspNetCore.Tests;

/// <summary>What the server itself tells of requests. Spans are heard of in the whole process, so nobody else sends any meanwhile.</summary>
[CollectionDefinition(nameof(RequestLogTests), DisableParallelization = true)]
[Collection(nameof(RequestLogTests))]
public sealed class RequestLogTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S100_the_servers_own_logs_and_spans_hold_neither_a_webhooks_secret_nor_a_callbacks_query(bool othersListen)
    {
        using SecretCanary canary = new();
        string secret = canary.Plant("webhook secret");
        string code = canary.Plant("code");
        using LogLines logs = new();
        await using WebHost host = await WebHost.StartAsync(
            app =>
            {
                app.MapIgniterConnectors();
                if (othersListen)
                {
                    // Asked first, it wants each request's activity, and nobody else is asked then.
                    app.Services.GetRequiredService<DiagnosticListener>().Subscribe(new Listener());
                }
            },
            configure: builder => builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(canary.Logs).AddProvider(logs));
        using HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, ActivityHeadersPropagator = null }) { BaseAddress = host.Client.BaseAddress };

        using HttpResponseMessage hook = await client.PostAsync($"/connectors/note/webhook/{secret}", new ByteArrayContent([1]), TestContext.Current.CancellationToken);
        using HttpResponseMessage callback = await client.GetAsync($"/connectors/note/oauth/callback?code={code}&state={code}", TestContext.Current.CancellationToken);
        await canary.InspectAsync(hook, TestContext.Current.CancellationToken);
        await canary.InspectAsync(callback, TestContext.Current.CancellationToken);
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        Assert.Contains(logs.Lines, line => line.Contains("/connectors/note/webhook/-", StringComparison.Ordinal));
        canary.Verify();
    }

    [Fact]
    public async Task S100_OpenTelemetrys_spans_of_requests_hold_neither_of_them()
    {
        List<Activity> spans = [];
        await using WebHost host = await WebHost.StartAsync(
            app => app.MapIgniterConnectors(),
            configure: builder => builder.Services.AddOpenTelemetry()
                .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddInMemoryExporter(spans)));

        using HttpResponseMessage hook = await host.Client.PostAsync("/connectors/note/webhook/canary", new ByteArrayContent([1]), TestContext.Current.CancellationToken);
        using HttpResponseMessage callback = await host.Client.GetAsync("/connectors/note/oauth/callback?code=canary", TestContext.Current.CancellationToken);
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, spans.Count);
        Assert.All(spans, span => Assert.StartsWith("/connectors/", (string?)span.GetTagItem("url.path"), StringComparison.Ordinal));
        Assert.All(spans, span => Assert.DoesNotContain("canary", span.DisplayName + string.Join(' ', span.TagObjects), StringComparison.OrdinalIgnoreCase));
    }

    private sealed class Listener : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value)
        {
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
