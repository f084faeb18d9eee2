using Igniter.Connectors.Tests.Engine;
using Igniter.Connectors.Tests.OAuth;

namespace Igniter.Connectors.Tests.Telemetry;

/// <summary>A callback or a renewal in the background that fails is told once, and so is a grant that dies.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class OAuthFailureTests : IDisposable
{
    private readonly TelemetryRecorder _telemetry = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _telemetry.Dispose();

    [Fact]
    public async Task Lesson_36_a_callback()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest refused = await host.AuthorizeAsync("/back");
        AuthorizationRequest failed = await host.AuthorizeAsync("/back");
        host.Server.ScriptToken(400, """{"error":"invalid_request"}""");
        FailureCheck check = new(_telemetry, host.Test.Events);

        await check.OneAsync("oauth.failed", ConnectorErrorCodes.ConnectorOAuthStateInvalid, () => host.SendAsync("?code=x&state=made-up", null));
        await check.OneAsync("oauth.failed", ConnectorErrorCodes.ConnectorOAuthDenied, () => host.SendAsync(refused, $"?error=access_denied&state={refused.State}"));
        Assert.Empty(_telemetry.Spans);
        await check.OneAsync("oauth.failed", ConnectorErrorCodes.ConnectorOAuthTokenFailed, () => host.ReturnAsync(failed), "connector.oauth.exchange");
    }

    [Fact]
    public async Task Lesson_36_a_renewal_in_the_background()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        await host.ConnectAsync();
        host.Test.Time.Advance(TimeSpan.FromHours(11));
        host.Server.ScriptToken(503, "");

        await new FailureCheck(_telemetry, host.Test.Events).OneAsync(
            "oauth.failed", ConnectorErrorCodes.ConnectorOAuthRefreshFailed, () => host.Test.Manager.Engine.RenewIdleAsync(Token), "connector.oauth.refresh");
    }

    [Theory]
    [InlineData(503, "", ConnectorErrorCodes.ConnectorOAuthRefreshFailed)]
    [InlineData(401, """{"error":"invalid_client"}""", ConnectorErrorCodes.ConnectorConfigurationInvalid)]
    public async Task Lesson_36_a_renewal_ahead_of_time_that_no_call_fails_of(int status, string answer, string code)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        await host.ConnectAsync();
        string? token = host.Server.Grants.All.Single().AccessToken;
        host.Test.Time.Advance(TimeSpan.FromMinutes(59.5));
        host.Server.ScriptToken(status, answer);
        host.Test.Demo.Echo = (call, _) => new(new EchoOutput { Text = call.GetContext().OAuth!.AccessToken });
        DemoScopedClient client = host.Test.Client();
        FailureCheck check = new(_telemetry, host.Test.Events);

        await check.OneAsync(
            "oauth.failed",
            code,
            async () => Assert.All(
                await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.EchoAsync("x", cancellationToken: Token))), seen => Assert.Equal(token, seen.Text)),
            "connector.oauth.refresh");

        Assert.Equal(10, host.Test.Events.OfType<ActionCompletedEvent>().Count());
    }

    [Fact]
    public async Task Lesson_36_a_renewal_ahead_of_time_whose_client_is_another_now()
    {
        await using OAuthHost first = await OAuthHost.StartAsync();
        await first.ConnectAsync();
        await using OAuthHost host = first.StartNode(builder => builder.ConfigureOAuth(DemoConnector.Key, options => options.ClientId = "another"));
        host.Test.Time.Advance(first.Test.Time.GetUtcNow() - host.Test.Time.GetUtcNow() + TimeSpan.FromMinutes(59.5));

        await new FailureCheck(_telemetry, host.Test.Events).OneAsync(
            "oauth.failed", ConnectorErrorCodes.ConnectorConfigurationInvalid, () => host.SeeAsync(), "connector.oauth.refresh");
    }

    [Fact]
    public async Task A_grant_that_turns_out_to_be_dead_in_the_background_is_told_once()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        await host.ConnectAsync();
        host.Test.Time.Advance(TimeSpan.FromHours(11));
        host.Server.ScriptToken(400, """{"error":"invalid_grant"}""");

        await new FailureCheck(_telemetry, host.Test.Events).OneAsync(
            "oauth.failed",
            ConnectorErrorCodes.ConnectorReauthorizationRequired,
            () => host.Test.Manager.Engine.RenewIdleAsync(Token),
            "connector.oauth.refresh");
    }

    [Fact]
    public async Task A_grant_that_turns_out_to_be_dead_in_a_call_is_told_beside_the_call()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        await host.ConnectAsync();
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        host.Server.ScriptToken(400, """{"error":"invalid_grant"}""");
        host.Test.Events.Clear();

        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorReauthorizationRequired, () => host.Test.Client().EchoAsync("x", cancellationToken: Token));

        Assert.Equal(
            [("igniter.connectors.oauth.failed", "CONNECTOR_REAUTHORIZATION_REQUIRED"), ("igniter.connectors.action.failed", "CONNECTOR_REAUTHORIZATION_REQUIRED")],
            host.Test.Events.OfType<ConnectorFailureEvent>().Select(failure => (failure.Name, failure.ErrorCode)));
        Assert.Contains(
            "ctx.connector.provider=demo ctx.connector.scope=organization error.type=CONNECTOR_REAUTHORIZATION_REQUIRED",
            _telemetry.Points("igniter.connectors.oauth.refreshes").Select(TelemetryRecorder.TagsOf));
    }
}
