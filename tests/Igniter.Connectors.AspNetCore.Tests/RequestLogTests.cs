using Igniter.Connectors.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors.AspNetCore.Tests;

public sealed class RequestLogTests
{
    [Fact]
    public async Task S100_the_servers_own_logs_and_spans_hold_neither_a_webhooks_secret_nor_a_callbacks_query()
    {
        using SecretCanary canary = new();
        string secret = canary.Plant("webhook secret");
        string code = canary.Plant("code");
        await using WebHost host = await WebHost.StartAsync(
            app => app.MapIgniterConnectors(),
            configure: builder => builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(canary.Logs));
        using HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, ActivityHeadersPropagator = null }) { BaseAddress = host.Client.BaseAddress };

        using HttpResponseMessage hook = await client.PostAsync($"/connectors/note/webhook/{secret}", new ByteArrayContent([1]), TestContext.Current.CancellationToken);
        using HttpResponseMessage callback = await client.GetAsync($"/connectors/note/oauth/callback?code={code}&state={code}", TestContext.Current.CancellationToken);
        await canary.InspectAsync(hook, TestContext.Current.CancellationToken);
        await canary.InspectAsync(callback, TestContext.Current.CancellationToken);
        await host.App.StopAsync(TestContext.Current.CancellationToken);

        canary.Verify();
    }
}
