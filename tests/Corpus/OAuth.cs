using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Igniter.Connectors;

namespace Corpus.OAuth;

/// <summary>Endpoints of its own, no configuration, parameters of every kind.</summary>
[Connector("oauth-plain")]
[OAuth2(
    AuthorizationEndpoint = "https://auth.example.com/authorize?tenant=x",
    TokenEndpoint = "https://auth.example.com/token",
    UserInfoEndpoint = "https://auth.example.com/userinfo",
    RevocationEndpoint = "https://auth.example.com/revoke",
    Scopes = ["read", "write"],
    Pkce = OAuthPkce.S256,
    ExtraAuthorizationParameters = ["prompt=consent"],
    ExtraTokenParameters = ["expires_in=1800"],
    CapturedFields = ["instance_url"],
    RefreshReuseGraceSeconds = 30)]
public sealed partial class PlainOAuthConnector
{
    /// <summary>Sends the token by itself.</summary>
    [Action, RequiresScope("read")]
    public async Task<string> WhoAsync(ConnectorContext context) => await context.Http.GetStringAsync("https://api.example.com/me", context.CancellationToken);

    /// <summary>Can't reach the token.</summary>
    [Action]
    public Task<int> AddAsync(int one, int other) => Task.FromResult(one + other);
}

/// <summary>Where a shop's data lies.</summary>
public enum Region
{
    [JsonStringEnumMemberName("com")]
    International,
    [JsonStringEnumMemberName("com.au")]
    Australia,
    Europe,
    Anywhere = International,
}

/// <summary>A preset, values in endpoints, hooks.</summary>
[Connector("oauth-shop")]
[OAuth2(
    OAuthProvider.Zendesk,
    AuthorizationEndpoint = "https://{Shop}.example.{Region}/authorize",
    TokenEndpoint = "https://{Shop}.example.{Region}/token",
    UserInfoEndpoint = "https://{Shop}.example.{Region}/me")]
public sealed partial class ShopOAuthConnector
{
    public sealed partial record Config
    {
        [RegularExpression("^[a-z0-9-]+$")]
        public required string Shop { get; init; }

        public Region? Region { get; init; }

        /// <summary>Not fit for an address: any text will do.</summary>
        public string? Note { get; init; }

        [Encrypted]
        public string? Key { get; init; }
    }

    [OnContext]
    public string MakeState(ConnectorContext<Config> context) => context.OAuth!.TokenType;

    [Action]
    public Task<string> StateAsync(string state) => Task.FromResult(state);

    [Action]
    public Task<string> NoteAsync(Config config) => Task.FromResult(config.Note ?? "");

    [OAuthTokenResponse]
    private static OAuthTokens ReadTokens(JsonElement answer) => new() { AccessToken = answer.GetProperty("the_token").GetString()! };

    [OAuthUserInfo]
    private static async ValueTask<OAuthAccount> ReadAccountAsync(JsonElement answer)
    {
        await Task.Yield();
        return new OAuthAccount { Id = answer.GetProperty("user").GetProperty("number").GetRawText() };
    }
}

/// <summary>Nobody is sent anywhere, so its client has no AuthorizeAsync but the user's.</summary>
[Connector("oauth-machine")]
[OAuth2(TokenEndpoint = "https://auth.example.com/token", Grant = OAuthGrant.ClientCredentials)]
public sealed partial class MachineOAuthConnector
{
    [Action]
    public Task<string> AuthorizeAsync(string what, ConnectorContext context) => Task.FromResult(what + context.OAuth!.AccessToken);
}
