using System.Collections.Concurrent;
using Igniter.Connectors.Tests.Engine;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary>RFC 6749 section 4.4: the application itself is the account, and nobody is sent anywhere.</summary>
public sealed class ClientCredentialsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connecting_gets_a_token_for_the_declared_scopes_and_actions_see_it()
    {
        await using OAuthHost host = await StartAsync();

        await host.Test.Scope().ConnectAsync(DemoConnector.Key, cancellationToken: Token);
        OAuthConnection seen = await host.SeeAsync();

        ReceivedRequest request = Assert.Single(host.Server.TokenRequests);
        Assert.Equal(("client_credentials", "read write"), (request["grant_type"]!, request["scope"]!));
        Assert.Equal(host.Server.Grants.All.Single().AccessToken, seen.AccessToken);
    }

    [Fact]
    public async Task A_token_that_runs_out_is_asked_for_anew_once()
    {
        await using OAuthHost host = await StartAsync();
        await host.Test.Scope().ConnectAsync(DemoConnector.Key, cancellationToken: Token);
        string first = (await host.SeeAsync()).AccessToken;
        host.Test.Time.Advance(TimeSpan.FromHours(2));

        ConcurrentBag<string> tokens = [];
        host.Test.Demo.Echo = (call, _) =>
        {
            tokens.Add(call.GetContext().OAuth!.AccessToken);
            return new(new EchoOutput { Text = "seen" });
        };
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.Test.Client().EchoAsync("x", cancellationToken: Token)));

        Assert.NotEqual(first, Assert.Single(tokens.Distinct()));
        Assert.Equal(["client_credentials", "client_credentials"], host.Server.TokenRequests.Select(request => request["grant_type"]));
    }

    [Fact]
    public async Task S47_a_wrong_client_secret_is_a_configuration_error_and_the_connection_works_once_it_is_right()
    {
        await using OAuthHost host = await StartAsync(build: builder => builder.ConfigureOAuth(DemoConnector.Key, options => options.ClientSecret = "wrong"));

        await host.Test.Scope().ConnectAsync(DemoConnector.Key, cancellationToken: Token);
        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorConfigurationInvalid, () => host.SeeAsync());

        Assert.Equal(ConnectionStatus.Active, (await host.GetAsync())!.Status);
        host.Server.Grants.ClientSecret = "wrong";
        Assert.NotEmpty((await host.SeeAsync()).AccessToken);
    }

    [Fact]
    public async Task Nobody_can_be_sent_to_the_provider()
    {
        await using OAuthHost host = await StartAsync();

        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorOAuthNotConfigured, () => host.AuthorizeAsync());
    }

    private static Task<OAuthHost> StartAsync(Action<ConnectorsBuilder>? build = null) =>
        OAuthHost.StartAsync(oauth => oauth.Grant = OAuthGrant.ClientCredentials, build);
}
