using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.AuthorizationServer;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;

namespace Igniter.Connectors.AspNetCore.Tests.OAuth;

/// <summary>
/// The server that other tests rely on, asked by hand. "The server saw no reuse" says something only if it would have seen one.
/// </summary>
public sealed class AuthorizationServerTests : IAsyncLifetime
{
    private static readonly RegisteredClient App = new("app", "app's secret", new Uri("http://localhost:1/callback"));

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly Faults _faults = new();
    private readonly HttpBrowser _browser = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly string _verifier = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
    private BundledAuthorizationServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        AuthorizationServerSettings settings = new() { Clients = [App], Time = _time, AccessTokenLifetime = TimeSpan.FromSeconds(10), Before = _faults.Use };
        _server = await BundledAuthorizationServer.StartAsync(settings, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Consent_leads_back_with_code_state_and_issuer()
    {
        Uri back = await _browser.DecideAsync(AuthorizationUrl());

        var query = QueryHelpers.ParseQuery(back.Query);
        Assert.Equal(App.RedirectUri!.GetLeftPart(UriPartial.Path), back.GetLeftPart(UriPartial.Path));
        Assert.Equal("xyz", query["state"]);
        Assert.Equal(_server.Issuer.AbsoluteUri, query["iss"]);
        Assert.NotEmpty(query["code"].ToString());
    }

    [Fact]
    public async Task Denial_leads_back_with_an_error()
    {
        Uri back = await _browser.DecideAsync(AuthorizationUrl(), "deny");

        Assert.Equal("access_denied", QueryHelpers.ParseQuery(back.Query)["error"]);
    }

    [Fact]
    public async Task Metadata_announces_the_issuer_parameter()
    {
        JsonNode metadata = (await _http.GetFromJsonAsync<JsonNode>(new Uri(_server.Issuer, ".well-known/openid-configuration"), TestContext.Current.CancellationToken))!;

        Assert.Equal(_server.Issuer.AbsoluteUri, (string?)metadata["issuer"]);
        Assert.True((bool?)metadata["authorization_response_iss_parameter_supported"]);
        Assert.Equal(new Uri(_server.Issuer, ServerPaths.Revocation).AbsoluteUri, (string?)metadata["revocation_endpoint"]);
    }

    [Fact]
    public async Task Code_challenge_is_required()
    {
        using HttpResponseMessage answer = await _http.GetAsync(AuthorizationUrl(challenge: null), TestContext.Current.CancellationToken);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Wrong_verifier_gets_no_token()
    {
        string code = await GetCodeAsync();

        JsonNode answer = await AskForTokenAsync(Exchange(code, "another verifier that is long enough for a verifier"));

        Assert.Equal("invalid_grant", (string?)answer["error"]);
    }

    [Fact]
    public async Task Access_token_opens_the_api_until_it_expires()
    {
        JsonNode tokens = await GetTokensAsync();
        Assert.Equal(HttpStatusCode.OK, await CallApiAsync(tokens));

        _time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(HttpStatusCode.Unauthorized, await CallApiAsync(tokens));
    }

    [Fact]
    public async Task Refresh_token_rotates()
    {
        JsonNode first = await GetTokensAsync();

        JsonNode second = await AskForTokenAsync(Refresh(first));
        JsonNode third = await AskForTokenAsync(Refresh(second));

        Assert.NotEqual((string?)first["refresh_token"], (string?)second["refresh_token"]);
        Assert.Equal(HttpStatusCode.OK, await CallApiAsync(third));
        Assert.Equal(0, _server.Log.Reuses);
        Assert.Equal(2, _server.Log.CountTokens("refresh_token"));
    }

    [Fact]
    public async Task Second_use_of_a_refresh_token_is_seen_and_kills_the_grant()
    {
        JsonNode first = await GetTokensAsync();
        JsonNode second = await AskForTokenAsync(Refresh(first));

        JsonNode again = await AskForTokenAsync(Refresh(first));
        JsonNode afterwards = await AskForTokenAsync(Refresh(second));

        Assert.Equal("invalid_grant", (string?)again["error"]);
        Assert.Equal(1, _server.Log.Reuses);
        Assert.Equal("invalid_grant", (string?)afterwards["error"]);
        Assert.Equal(HttpStatusCode.Unauthorized, await CallApiAsync(second));
    }

    [Fact]
    public async Task Of_two_uses_at_once_one_is_a_reuse()
    {
        JsonNode tokens = await GetTokensAsync();

        await Task.WhenAll(AskForTokenAsync(Refresh(tokens)), AskForTokenAsync(Refresh(tokens)));

        Assert.Equal(1, _server.Log.Reuses);
    }

    [Fact]
    public async Task Second_use_of_a_code_is_seen_and_kills_the_grant()
    {
        string code = await GetCodeAsync();
        JsonNode tokens = await AskForTokenAsync(Exchange(code, _verifier));

        JsonNode again = await AskForTokenAsync(Exchange(code, _verifier));

        Assert.Equal("invalid_grant", (string?)again["error"]);
        Assert.Equal(1, _server.Log.Reuses);
        Assert.Equal("invalid_grant", (string?)(await AskForTokenAsync(Refresh(tokens)))["error"]);
    }

    [Fact]
    public async Task Revoking_the_refresh_token_ends_the_whole_grant()
    {
        JsonNode tokens = await GetTokensAsync();

        await AskForTokenAsync(new() { ["token"] = (string)tokens["refresh_token"]!, ["token_type_hint"] = "refresh_token" }, ServerPaths.Revocation);

        Assert.Equal(HttpStatusCode.Unauthorized, await CallApiAsync(tokens));
        Assert.Equal("invalid_grant", (string?)(await AskForTokenAsync(Refresh(tokens)))["error"]);
        Assert.Equal(1, _server.Log.Count(ServerPaths.Revocation));
    }

    [Fact]
    public async Task Client_credentials_open_the_api()
    {
        JsonNode tokens = await AskForTokenAsync(new() { ["grant_type"] = "client_credentials", ["scope"] = NoteScopes.Read });

        Assert.Equal(HttpStatusCode.OK, await CallApiAsync(tokens));
    }

    [Fact]
    public async Task Lost_answer_spends_the_token_and_shows_the_client_nothing()
    {
        JsonNode tokens = await GetTokensAsync();
        _faults.Add(ServerPaths.Token, Faults.LostAnswer);

        await Assert.ThrowsAsync<HttpRequestException>(() => AskForTokenAsync(Refresh(tokens)));

        Assert.Equal(1, _server.Log.CountTokens("refresh_token"));
        Assert.Equal("invalid_grant", (string?)(await AskForTokenAsync(Refresh(tokens)))["error"]);
        Assert.Equal(1, _server.Log.Reuses);
    }

    [Fact]
    public async Task Held_answer_is_complete_when_it_comes()
    {
        JsonNode tokens = await GetTokensAsync();
        Hold slow = new();
        _faults.Add(ServerPaths.Token, slow.After);

        Task<JsonNode> refresh = AskForTokenAsync(Refresh(tokens));
        await slow.Arrived;
        Assert.False(refresh.IsCompleted);
        slow.Release();

        Assert.Equal(HttpStatusCode.OK, await CallApiAsync(await refresh));
    }

    private Uri AuthorizationUrl() => AuthorizationUrl(WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(_verifier))));

    private Uri AuthorizationUrl(string? challenge) => new(QueryHelpers.AddQueryString(
        new Uri(_server.Issuer, ServerPaths.Authorization).AbsoluteUri,
        new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = App.Id,
            ["redirect_uri"] = App.RedirectUri!.AbsoluteUri,
            ["scope"] = $"{NoteScopes.Read} {NoteScopes.Write} offline_access",
            ["state"] = "xyz",
            ["code_challenge"] = challenge,
            ["code_challenge_method"] = challenge is null ? null : "S256",
        }));

    private async Task<string> GetCodeAsync() => QueryHelpers.ParseQuery((await _browser.DecideAsync(AuthorizationUrl())).Query)["code"].ToString();

    private async Task<JsonNode> GetTokensAsync() => await AskForTokenAsync(Exchange(await GetCodeAsync(), _verifier));

    private static Dictionary<string, string> Exchange(string code, string verifier) => new()
    {
        ["grant_type"] = "authorization_code",
        ["code"] = code,
        ["redirect_uri"] = App.RedirectUri!.AbsoluteUri,
        ["code_verifier"] = verifier,
    };

    private static Dictionary<string, string> Refresh(JsonNode tokens) => new()
    {
        ["grant_type"] = "refresh_token",
        ["refresh_token"] = (string)tokens["refresh_token"]!,
    };

    private async Task<JsonNode> AskForTokenAsync(Dictionary<string, string> parameters, string path = ServerPaths.Token)
    {
        parameters["client_id"] = App.Id;
        parameters["client_secret"] = App.Secret!;
        using FormUrlEncodedContent form = new(parameters);
        using HttpResponseMessage answer = await _http.PostAsync(new Uri(_server.Issuer, path), form, TestContext.Current.CancellationToken);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
    }

    private async Task<HttpStatusCode> CallApiAsync(JsonNode tokens)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(_server.Issuer, ServerPaths.Notes));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (string)tokens["access_token"]!);
        using HttpResponseMessage answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
