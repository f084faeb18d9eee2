using System.Diagnostics;
using System.Net;
using Igniter.Connectors.Tests.Engine;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Telemetry;

[Collection(nameof(TelemetryCollection))]
public sealed class HttpSpanTests
{
    [Fact]
    public async Task S119_a_request_to_a_provider_nests_under_the_action_keeps_its_path_to_itself_and_takes_no_trace_along()
    {
        using HttpListener listener = Listen(out string address);
        Task<HttpListenerRequest> received = AnswerAsync(listener);
        using TelemetryRecorder telemetry = new("System.Net.Http");
        DemoConnector connector = null!;
        await using TestHost host = new(
            demo =>
            {
                connector = demo;
                demo.Ping = async call =>
                {
                    Activity.Current?.AddBaggage("tenant", "canary");
                    using HttpResponseMessage _ = await connector.Http.GetAsync(new Uri($"{address}bot-canary/send?token=canary"), call.CancellationToken);
                };
            },
            listen: false);
        DemoScopedClient client = await host.ConnectedAsync();

        await client.PingAsync(Token);

        HttpListenerRequest request = await received;
        Assert.Null(request.Headers["traceparent"]);
        Assert.Null(request.Headers["baggage"]);
        Activity http = Assert.Single(telemetry.Spans, span => span.Source.Name == "System.Net.Http");
        Activity action = Assert.Single(telemetry.Spans, span => span.DisplayName == "connector.action demo.ping");
        Assert.Equal(action.SpanId, http.ParentSpanId);
        Assert.Equal($"{address.TrimEnd('/')}/[redacted]", http.GetTagItem("url.full"));
        Assert.DoesNotContain("canary", string.Join(' ', http.TagObjects) + http.DisplayName, StringComparison.Ordinal);
    }

    private static HttpListener Listen(out string address)
    {
        while (true)
        {
            address = $"http://127.0.0.1:{System.Security.Cryptography.RandomNumberGenerator.GetInt32(20_000, 60_000)}/";
            HttpListener listener = new();
            listener.Prefixes.Add(address);
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }
    }

    private static async Task<HttpListenerRequest> AnswerAsync(HttpListener listener)
    {
        HttpListenerContext context = await listener.GetContextAsync();
        context.Response.Close();
        return context.Request;
    }
}
