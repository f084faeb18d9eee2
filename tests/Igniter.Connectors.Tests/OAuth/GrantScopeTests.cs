using Igniter.Connectors.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary>What a grant allows, and what becomes of it when its key is lost.</summary>
public sealed class GrantScopeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_action_whose_scope_was_not_granted_is_refused_before_anything_is_sent()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(new OAuthHost.Setup { Declare = definition => definition.RequiredScopes = ["admin"] });
        await host.ConnectAsync();
        int requests = host.Server.Requests.Count;

        ConnectorException error = await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorOAuthScopeInsufficient, () => host.SeeAsync());

        Assert.Equal(403, error.StatusCode);
        Assert.Contains("admin", error.Message, StringComparison.Ordinal);
        Assert.Equal(requests, host.Server.Requests.Count);
    }

    [Fact]
    public async Task Authorizing_again_with_the_scope_makes_the_action_work()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(new OAuthHost.Setup { Declare = definition => definition.RequiredScopes = ["admin"] });
        await host.ConnectAsync();

        await host.ConnectAsync(scopes: "admin");

        Assert.Contains("admin", (await host.SeeAsync()).Scopes);
    }

    [Fact]
    public async Task Authorizing_again_after_the_key_was_lost_replaces_what_can_not_be_read()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        await host.ConnectAsync();
        string id = (await host.GetAsync())!.Id;
        await using OAuthHost later = host.StartNode(builder => builder.Services.Configure<ConnectorsOptions>(options => options.Secret = "another secret that is long enough, too"));
        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorDecryptFailed, () => later.SeeAsync());

        await later.ConnectAsync();

        Assert.NotEmpty((await later.SeeAsync()).AccessToken);
        Assert.Equal(id, (await later.GetAsync())!.Id);
    }
}
