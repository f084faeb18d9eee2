using System.Net;
using System.Text;
using System.Text.Json;
using Igniter.Connectors.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.AspNetCore.Tests.Leaks;

/// <summary>Spans and metrics belong to the whole process, so who looks at them runs alone.</summary>
[CollectionDefinition(nameof(LeakCollection), DisableParallelization = true)]
public sealed class LeakCollection;

/// <summary>What a browser, a provider and a sender of webhooks may ask, and what the server answers, logs, traces and measures.</summary>
[Collection(nameof(LeakCollection))]
public sealed class HttpLeakTests
{
    private const string Callback = "/connectors/spill/oauth/callback";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S119_a_flow_a_call_a_delivery_and_a_health_check_tell_nothing()
    {
        await using LeakApp app = await LeakApp.StartAsync();
        string hook = await ConnectAsync(app);
        string text = app.Plant("input");

        using HttpResponseMessage echo = await app.SendAsync(HttpMethod.Get, "/echo", null, ("X-Text", text));
        using HttpResponseMessage delivery = await DeliverAsync(app, hook);
        using HttpResponseMessage health = await app.SendAsync(HttpMethod.Get, "/health");

        Assert.Equal(HttpStatusCode.OK, delivery.StatusCode);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        await app.VerifyAsync();
    }

    [Theory]
    [InlineData("own")]
    [InlineData("foreign")]
    public async Task S119_code_that_throws_what_it_was_given_tells_nothing(string how)
    {
        await using LeakApp app = await LeakApp.StartAsync();
        string hook = await ConnectAsync(app);
        app.Spilled.How = how;

        using HttpResponseMessage echo = await app.SendAsync(HttpMethod.Get, "/echo", null, ("X-Text", app.Plant("input")));
        using HttpResponseMessage delivery = await DeliverAsync(app, hook);

        Assert.Contains(how == "own" ? "OWN" : "CONNECTOR_ACTION_FAILED", await echo.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        await ProblemAsync(delivery, ConnectorErrorCodes.ConnectorWebhookFailed);
        await app.VerifyAsync();
    }

    [Fact]
    public async Task S119_a_callback_that_fails_tells_nothing()
    {
        await using LeakApp app = await LeakApp.StartAsync();
        await ConnectAsync(app);
        string code = app.Plant("code of a failure");
        app.Saw(code);
        app.Answer = (_, request) => (400, $$"""{"error":"{{code}} {{JsonEncodedText.Encode(request)}}","error_description":"{{app.All}}"}""");

        foreach (string query in (string[])[$"?code={code}&state={new string('A', 43)}", $"?code={code}", $"?error={code}&error_description={code}", $"?state={code}&code={code}"])
        {
            using HttpResponseMessage refused = await app.SendAsync(HttpMethod.Get, Callback + query);
            await ProblemAsync(refused, ConnectorErrorCodes.ConnectorOAuthStateInvalid);
        }

        foreach (string query in (string[])[$"code={code}", $"error=access_denied&error_description={code}"])
        {
            (string state, string cookie) = await BeginAsync(app);
            using HttpResponseMessage failed = await app.SendAsync(HttpMethod.Get, $"{Callback}?{query}&state={state}", null, ("Cookie", cookie));
            Assert.Equal(HttpStatusCode.SeeOther, failed.StatusCode);
            Assert.StartsWith("/?error=CONNECTOR_OAUTH_", failed.Headers.Location?.OriginalString, StringComparison.Ordinal);
        }

        await app.VerifyAsync();
    }

    [Fact]
    public async Task S119_a_delivery_that_is_refused_tells_nothing()
    {
        await using LeakApp app = await LeakApp.StartAsync();
        string hook = await ConnectAsync(app);
        string payload = app.Plant("payload");
        app.Saw(payload);
        byte[] body = Encoding.UTF8.GetBytes($$"""{"type":"x","payload":"{{payload}}"}""");

        using HttpResponseMessage unsigned = await app.SendAsync(HttpMethod.Post, hook, body);
        await ProblemAsync(unsigned, ConnectorErrorCodes.ConnectorWebhookVerificationFailed);
        using HttpResponseMessage forged = await app.SendAsync(HttpMethod.Post, hook, body, ("webhook-signature", payload), ("webhook-id", payload), ("webhook-timestamp", "1"));
        await ProblemAsync(forged, ConnectorErrorCodes.ConnectorWebhookVerificationFailed);
        using HttpResponseMessage unknown = await app.SendAsync(HttpMethod.Post, "/connectors/spill/webhook/" + payload, body);
        await ProblemAsync(unknown, ConnectorErrorCodes.ConnectorWebhookNotConfigured);
        using HttpResponseMessage upper = await app.SendAsync(HttpMethod.Post, "/CONNECTORS/spill/WEBHOOK/" + payload, body);
        using HttpResponseMessage deeper = await app.SendAsync(HttpMethod.Post, $"/connectors/spill/webhook/{payload}/{payload}?x={payload}", body);
        using HttpResponseMessage read = await app.SendAsync(HttpMethod.Get, $"{hook}?token={payload}");
        await ProblemAsync(read, ConnectorErrorCodes.ConnectorWebhookMethodNotAllowed);
        using HttpResponseMessage large = await app.SendAsync(HttpMethod.Post, hook, new byte[2 * 1024 * 1024]);
        await ProblemAsync(large, ConnectorErrorCodes.ConnectorWebhookTooLarge);
        using HttpResponseMessage malformed = await DeliverAsync(app, hook, payload);
        await ProblemAsync(malformed, ConnectorErrorCodes.ConnectorWebhookValidationFailed);
        await app.Acme.DisableAsync("spill", Token);
        using HttpResponseMessage disabled = await app.SendAsync(HttpMethod.Post, hook, body);
        await ProblemAsync(disabled, ConnectorErrorCodes.ConnectorWebhookNotConfigured);

        await app.VerifyAsync();
    }

    [Fact]
    public async Task S119_a_store_that_is_gone_tells_nothing()
    {
        using SecretCanary row = new();
        string secret = row.Plant("row");
        await using LeakApp app = await LeakApp.StartAsync(new BrokenStore(secret));
        app.Canary.Watch("row", secret);

        using HttpResponseMessage connect = await app.SendAsync(HttpMethod.Get, "/connectors/spill/oauth/connect");
        using HttpResponseMessage callback = await app.SendAsync(HttpMethod.Get, $"{Callback}?code=c&state={new string('A', 43)}");
        using HttpResponseMessage delivery = await app.SendAsync(HttpMethod.Post, "/connectors/spill/webhook/" + new string('A', 43), [1]);
        using HttpResponseMessage health = await app.SendAsync(HttpMethod.Get, "/health");
        using HttpResponseMessage echo = await app.SendAsync(HttpMethod.Get, "/echo");

        foreach (HttpResponseMessage response in (HttpResponseMessage[])[connect, callback, delivery])
        {
            await ProblemAsync(response, ConnectorErrorCodes.ConnectorDatabaseFailed);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        await app.Canary.InspectAsync(connect, Token);
        app.Saw(app.All);
        await app.VerifyAsync();
    }

    /// <summary>A flow to its end.</summary>
    /// <returns>The path of the connection's webhook.</returns>
    private static async Task<string> ConnectAsync(LeakApp app)
    {
        string signingSecret = app.Plant("signing secret");
        ConnectionResult result = await app.Acme.ConnectAsync(
            "spill", JsonSerializer.SerializeToElement(new { token = app.Plant("token"), signingSecret = "whsec_" + signingSecret }), cancellationToken: Token);
        app.Watch("webhook URL secret", result.WebhookUrl!.Segments[^1]);
        app.Canary.Inspect("a result", $"{result} {JsonSerializer.Serialize(result)}");
        JsonElement config = await app.Acme.RevealConfigAsync("spill", Token);
        app.Saw(config.GetRawText());
        app.Saw(config.GetProperty("signingSecret").GetString()!);
        string tokens = $$"""{"access_token":"{{app.Plant("access token")}}","refresh_token":"{{app.Plant("refresh token")}}","token_type":"Bearer","expires_in":3600}""";
        string user = $$"""{"sub":"1","name":"{{app.Plant("name")}}","email":"{{app.Plant("email")}}"}""";
        app.Answer = (path, _) => (200, path == "/token" ? tokens : user);

        (string state, string cookie) = await BeginAsync(app);
        using HttpResponseMessage end = await app.SendAsync(HttpMethod.Get, $"{Callback}?code={app.Plant("code")}&state={state}", null, ("Cookie", cookie));

        Assert.Equal((HttpStatusCode.SeeOther, "/"), (end.StatusCode, end.Headers.Location?.OriginalString));
        return result.WebhookUrl.AbsolutePath;
    }

    private static async Task<(string State, string Cookie)> BeginAsync(LeakApp app)
    {
        using HttpResponseMessage begin = await app.SendAsync(HttpMethod.Get, "/connectors/spill/oauth/connect");
        Assert.Equal(HttpStatusCode.SeeOther, begin.StatusCode);
        string state = QueryHelpers.ParseQuery(begin.Headers.Location!.Query)["state"].Single()!;
        string cookie = Assert.Single(begin.Headers.GetValues("Set-Cookie")).Split(';')[0];
        app.Watch("state", state);
        app.Watch("cookie", cookie.Split('=', 2)[1]);
        return (state, cookie);
    }

    private static async Task<HttpResponseMessage> DeliverAsync(LeakApp app, string hook, string? malformed = null)
    {
        byte[] body = Encoding.UTF8.GetBytes(malformed ?? $$"""{"type":"x","payload":"{{app.Plant("payload")}}"}""");
        JsonElement config = await app.Acme.RevealConfigAsync("spill", Token);
        Dictionary<string, StringValues> headers = WebhookSigner.StandardWebhooks(config.GetProperty("signingSecret").GetString()!, "msg_1", body, TimeProvider.System.GetUtcNow());
        return await app.SendAsync(HttpMethod.Post, hook, body, [.. headers.Select(header => (header.Key, header.Value.ToString()))]);
    }

    private static async Task ProblemAsync(HttpResponseMessage response, string code)
    {
        using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        Assert.Equal(["type", "title", "status", "code"], problem.RootElement.EnumerateObject().Select(member => member.Name));
    }
}
