using System.Net;
using Gateway.AuthorizationServer;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.AspNetCore.Tests.OAuth;

/// <summary>The authorization code flow, from the application's link to its callback, through a browser and a real authorization server.</summary>
public sealed class ConnectTests : IAsyncLifetime
{
    private readonly HttpBrowser _browser = new();
    private OAuthWorld _world = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await OAuthWorld.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task Person_connects_and_the_connection_works()
    {
        await _world.ConnectAsync(_browser);

        Connection connection = Assert.Single(await _world.Acme.ListAsync(cancellationToken: Token));
        Assert.Equal(ConnectionStatus.Active, connection.Status);
        Assert.Equal("ada", connection.OAuth?.Account?.Id);
        Assert.Equal("Ada Lovelace", connection.OAuth?.Account?.Name);
        Assert.Contains("notes.read", connection.OAuth!.Scopes);
        Assert.Equal(_world.Time.GetUtcNow() + OAuthWorld.TokenLifetime, connection.OAuth!.ExpiresAt!.Value, TimeSpan.FromSeconds(2));
        Assert.Equal("Water the plants", Assert.Single(await _world.Acme.Cloud.ListNotesAsync(Token)).Text);
        Assert.Equal(1, _world.Log.CountTokens("authorization_code"));
        Assert.Equal(0, _world.Log.CountTokens("refresh_token"));
    }

    [Fact]
    public async Task S8_redirect_uri_does_not_come_from_the_request()
    {
        using HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        using HttpRequestMessage request = new(HttpMethod.Get, _world.App.ConnectUrl("acme"));
        request.Headers.Host = "evil.example";
        request.Headers.Add("X-Forwarded-Host", "evil.example");

        using HttpResponseMessage answer = await http.SendAsync(request, Token);

        Assert.Equal(new Uri(_world.App.Address, "connectors/cloud/oauth/callback").AbsoluteUri, QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["redirect_uri"]);
    }

    [Fact]
    public async Task S9_answers_are_neither_stored_nor_referred_to()
    {
        using HttpResponseMessage connect = await _browser.GetAsync(_world.App.ConnectUrl("acme"));
        using HttpResponseMessage callback = await _browser.GetAsync(await _browser.DecideAsync(connect.Headers.Location!));

        foreach (HttpResponseMessage answer in new[] { connect, callback })
        {
            Assert.True(answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther);
            Assert.True(answer.Headers.CacheControl?.NoStore);
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("truncated")]
    [InlineData("altered")]
    public async Task S10_callback_without_its_state_exchanges_nothing(string? replacement)
    {
        Uri callback = await _browser.DecideAsync(await _world.App.BeginAsync(_browser));
        string state = QueryHelpers.ParseQuery(callback.Query)["state"]!;
        string? sent = replacement switch
        {
            "truncated" => state[..^1],
            "altered" => (state[0] == 'A' ? 'B' : 'A') + state[1..],
            _ => replacement,
        };

        await AssertRefusedAsync(_browser, With(callback, "state", sent));

        Assert.Equal(0, _world.Log.CountTokens("authorization_code"));
        Assert.Empty(await _world.Acme.ListAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task S11_one_callback_of_twenty_exchanges_the_code()
    {
        Uri callback = await _browser.DecideAsync(await _world.App.BeginAsync(_browser));

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _browser.GetAsync(callback)));

        Assert.Single(answers, answer => answer.Headers.Location?.OriginalString == "/done");
        Assert.Equal(1, _world.Log.CountTokens("authorization_code"));
        Assert.Equal(0, _world.Log.Reuses);
        Assert.Single(await _world.Acme.Cloud.ListNotesAsync(Token));
    }

    [Fact]
    public async Task S12_state_is_good_for_ten_minutes()
    {
        Uri callback = await _browser.DecideAsync(await _world.App.BeginAsync(_browser));
        _world.Time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));

        await AssertRefusedAsync(_browser, callback);

        Assert.Equal(0, _world.Log.CountTokens("authorization_code"));
    }

    [Fact]
    public async Task S13_another_browser_cannot_finish_a_flow()
    {
        using HttpBrowser attacker = new();
        Uri callback = await attacker.DecideAsync(await _world.App.BeginAsync(attacker, "acme"), account: "grace");

        await AssertRefusedAsync(_browser, callback);

        Assert.Equal(0, _world.Log.CountTokens("authorization_code"));
    }

    [Fact]
    public async Task S14_two_tabs_do_not_disturb_each_other()
    {
        Uri first = await _world.App.BeginAsync(_browser, "acme");
        Uri second = await _world.App.BeginAsync(_browser, "globex");

        using HttpResponseMessage secondEnd = await _browser.GetAsync(await _browser.DecideAsync(second, account: "grace"));
        using HttpResponseMessage firstEnd = await _browser.GetAsync(await _browser.DecideAsync(first, account: "ada"));

        Assert.Equal("/done", firstEnd.Headers.Location?.OriginalString);
        Assert.Equal("/done", secondEnd.Headers.Location?.OriginalString);
        Assert.Equal("ada", (await _world.Acme.Cloud.GetAsync(Token))?.OAuth?.Account?.Id);
        Assert.Equal("grace", (await _world.App.Manager.Organization("globex").Cloud.GetAsync(Token))?.OAuth?.Account?.Id);
    }

    [Fact]
    public async Task S14_forged_cookie_opens_no_other_flow()
    {
        using HttpBrowser attacker = new();
        Uri callback = await attacker.DecideAsync(await _world.App.BeginAsync(attacker, "acme"), account: "grace");
        await _world.App.BeginAsync(_browser, "globex");
        Cookie own = Assert.Single(_browser.Cookies.GetCookies(_world.App.Address));
        Cookie wanted = Assert.Single(attacker.Cookies.GetCookies(_world.App.Address));

        foreach (string value in new[] { own.Value, "acme", "", new string('A', 43) })
        {
            _browser.Cookies.Add(_world.App.Address, new Cookie(wanted.Name, value));
            await AssertRefusedAsync(_browser, callback);
        }

        Assert.Equal(0, _world.Log.CountTokens("authorization_code"));
    }

    [Fact]
    public async Task S15_callback_cannot_name_a_tenant()
    {
        Uri callback = await _browser.DecideAsync(await _world.App.BeginAsync(_browser, "acme"));

        using HttpResponseMessage end = await _browser.GetAsync(new Uri(callback + "&as=globex&scope=organization&identity=globex&connector=other&returnUrl=https://evil.example"));

        Assert.Equal("/done", end.Headers.Location?.OriginalString);
        Assert.Single(await _world.Acme.ListAsync(cancellationToken: Token));
        Assert.Empty(await _world.App.Manager.Organization("globex").ListAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task S16_another_user_of_the_browser_cannot_finish_a_flow()
    {
        _browser.Cookies.Add(_world.App.Address, new Cookie(OAuthApp.UserCookie, "bob"));
        Uri callback = await _browser.DecideAsync(await _world.App.BeginAsync(_browser));
        _browser.Cookies.Add(_world.App.Address, new Cookie(OAuthApp.UserCookie, "eve"));

        await AssertRefusedAsync(_browser, callback);

        Assert.Equal(0, _world.Log.CountTokens("authorization_code"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://evil.example/")]
    public async Task S19_another_issuer_gets_no_code(string? issuer)
    {
        Uri callback = await _browser.DecideAsync(await _world.App.BeginAsync(_browser));

        await AssertRefusedAsync(_browser, With(callback, "iss", issuer));

        Assert.Equal(0, _world.Log.CountTokens("authorization_code"));
    }

    [Theory]
    [InlineData("&code=another")]
    [InlineData("&state=another")]
    [InlineData("&iss=https%3A%2F%2Fevil.example%2F")]
    public async Task S20_doubled_parameter_is_refused(string addition)
    {
        Uri callback = await _browser.DecideAsync(await _world.App.BeginAsync(_browser));

        await AssertRefusedAsync(_browser, new Uri(callback + addition));

        Assert.Equal(0, _world.Log.CountTokens("authorization_code"));
    }

    [Fact]
    public async Task S21_denial_is_told_as_one_and_ends_the_flow()
    {
        Uri page = await _world.App.BeginAsync(_browser);
        using HttpResponseMessage end = await _browser.GetAsync(await _browser.DecideAsync(page, "deny"));

        Assert.Equal("/done?error=" + ConnectorErrorCodes.ConnectorOAuthDenied, end.Headers.Location?.OriginalString);
        Assert.Empty(await _world.Acme.ListAsync(cancellationToken: Token));

        // Back to the provider's page and a change of mind: that state is spent.
        await AssertRefusedAsync(_browser, await _browser.DecideAsync(page));
        Assert.Equal(0, _world.Log.CountTokens("authorization_code"));
    }

    [Fact]
    public async Task S24_another_node_ends_what_one_began()
    {
        await using OAuthApp other = await _world.StartNodeAsync(publicAddress: _world.App.Address);
        Uri callback = await _browser.DecideAsync(await _world.App.BeginAsync(_browser));

        using HttpResponseMessage end = await _browser.GetAsync(other.Here(callback));

        Assert.Equal("/done", end.Headers.Location?.OriginalString);
        Assert.Single(await _world.Acme.Cloud.ListNotesAsync(Token));
    }

    [Fact]
    public async Task Back_button_breaks_nothing()
    {
        Uri page = await _world.App.BeginAsync(_browser);
        Uri callback = await _browser.DecideAsync(page);
        using HttpResponseMessage end = await _browser.GetAsync(callback);

        await AssertRefusedAsync(_browser, callback);
        await AssertRefusedAsync(_browser, await _browser.DecideAsync(page));

        Assert.Single(await _world.Acme.Cloud.ListNotesAsync(Token));
        Assert.Equal(0, _world.Log.Reuses);
        await _world.ConnectAsync(_browser);
        Assert.Single(await _world.Acme.ListAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task Code_whose_answer_is_lost_can_be_asked_for_anew()
    {
        _world.Faults.Add(ServerPaths.Token, Faults.LostAnswer);
        Uri callback = await _browser.DecideAsync(await _world.App.BeginAsync(_browser));

        using HttpResponseMessage end = await _browser.GetAsync(callback);

        Assert.Equal("/done?error=" + ConnectorErrorCodes.ConnectorOAuthTokenFailed, end.Headers.Location?.OriginalString);
        Assert.Empty(await _world.Acme.ListAsync(cancellationToken: Token));
        await _world.ConnectAsync(_browser);
        Assert.Equal(0, _world.Log.Reuses);
    }

    [Fact]
    public async Task Failing_user_info_does_not_lose_the_grant()
    {
        _world.Faults.Add(ServerPaths.UserInfo, Faults.Answer(500, "<html>", "text/html"), times: 10);

        await _world.ConnectAsync(_browser);

        Assert.Null((await _world.Acme.Cloud.GetAsync(Token))?.OAuth?.Account?.Id);
        Assert.Single(await _world.Acme.Cloud.ListNotesAsync(Token));
    }

    [Fact]
    public async Task Connecting_again_keeps_what_the_tenant_configured()
    {
        await _world.ConnectAsync(_browser);
        await _world.Acme.Cloud.UpdateAsync(config => config with { Folder = "work", Passphrase = "open sesame" }, Token);
        Connection before = (await _world.Acme.Cloud.GetAsync(Token))!;

        await _world.ConnectAsync(_browser);

        Connection after = (await _world.Acme.Cloud.GetAsync(Token))!;
        Assert.Equal(before.Id, after.Id);
        Assert.Equal(new() { Folder = "work", Passphrase = "open sesame" }, await _world.Acme.Cloud.RevealConfigAsync(Token));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task S106_return_url_stays_in_the_application(string returnUrl)
    {
        string address = QueryHelpers.AddQueryString(new Uri(_world.App.Address, "connectors/cloud/oauth/connect").AbsoluteUri, new Dictionary<string, string?> { ["as"] = "acme", ["returnUrl"] = returnUrl });

        using HttpResponseMessage answer = await _browser.GetAsync(new Uri(address));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(ConnectorErrorCodes.ConnectorReturnUrlInvalid, await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    /// <summary>The answer never leads on as if all were well.</summary>
    private static async Task AssertRefusedAsync(HttpBrowser browser, Uri callback)
    {
        using HttpResponseMessage answer = await browser.GetAsync(callback);
        string told = answer.Headers.Location?.OriginalString ?? await answer.Content.ReadAsStringAsync(Token);
        Assert.Contains(ConnectorErrorCodes.ConnectorOAuthStateInvalid, told, StringComparison.Ordinal);
    }

    private static Uri With(Uri callback, string name, string? value)
    {
        Dictionary<string, StringValues> query = QueryHelpers.ParseQuery(callback.Query);
        query.Remove(name);
        if (value is not null)
        {
            query[name] = value;
        }

        return new Uri(QueryHelpers.AddQueryString(callback.GetLeftPart(UriPartial.Path), query));
    }
}
