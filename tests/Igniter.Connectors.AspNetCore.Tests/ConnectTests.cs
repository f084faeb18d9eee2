using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.AspNetCore.Tests;

public sealed class ConnectTests
{
    private const string ConnectPath = "/connectors/linked/oauth/connect?returnUrl=/settings";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S9_a_browser_is_sent_to_the_provider_by_303_with_a_cookie_and_nothing_is_kept()
    {
        await using WebHost host = await StartAsync("org_1");

        using HttpResponseMessage response = await host.Client.GetAsync(ConnectPath, Token);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.StartsWith("https://provider.example/authorize?", response.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        string cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
        Assert.All(["Secure", "HttpOnly", "SameSite=Lax", "Path=/"], part => Assert.Contains($"; {part}", cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task S8_the_redirect_URI_comes_from_settings_whatever_host_is_asked_for()
    {
        await using WebHost host = await StartAsync("org_1");
        using HttpRequestMessage request = new(HttpMethod.Get, ConnectPath);
        request.Headers.Host = "evil.example";
        request.Headers.Add("X-Forwarded-Host", "evil.example");

        using HttpResponseMessage response = await host.Client.SendAsync(request, Token);

        Assert.Contains($"redirect_uri={Uri.EscapeDataString("https://app.example.com/connectors/linked/oauth/callback")}", response.Headers.Location!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_signed_in_connects_nothing()
    {
        await using WebHost host = await StartAsync(null);

        using HttpResponseMessage response = await host.Client.GetAsync(ConnectPath, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(ConnectorErrorCodes.ConnectorScopeIdentifierRequired, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S106_a_return_URL_elsewhere_is_refused_at_once()
    {
        await using WebHost host = await StartAsync("org_1");

        using HttpResponseMessage response = await host.Client.GetAsync("/connectors/linked/oauth/connect?returnUrl=//evil.example", Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(ConnectorErrorCodes.ConnectorReturnUrlInvalid, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_ResolveScope_there_is_no_such_endpoint()
    {
        await using WebHost host = await WebHost.StartAsync(app => app.MapIgniterConnectors());

        using HttpResponseMessage response = await host.Client.GetAsync(ConnectPath, Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Null(response.Content.Headers.ContentType);
    }

    [Fact]
    public async Task S10_a_callback_that_belongs_to_no_flow_is_refused()
    {
        await using WebHost host = await StartAsync("org_1");

        using HttpResponseMessage response = await host.Client.GetAsync("/connectors/linked/oauth/callback?code=x&state=y", Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(ConnectorErrorCodes.ConnectorOAuthStateInvalid, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static Task<WebHost> StartAsync(string? organization) => WebHost.StartAsync(
        app => app.MapIgniterConnectors(options => options.ResolveScope = context => new(
            organization is null ? null : context.RequestServices.GetRequiredService<ConnectorManager>().Organization(organization))),
        configure: builder =>
        {
            builder.Configuration["Igniter:Connectors:linked:OAuth:ClientId"] = "client";
            builder.Configuration["Igniter:Connectors:linked:OAuth:ClientSecret"] = "client-secret";
        },
        options: options => options.BaseUrl = "https://app.example.com");
}
