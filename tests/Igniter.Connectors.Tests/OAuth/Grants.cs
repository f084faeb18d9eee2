using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary>
/// What the authorization server knows: codes that work once and only with their verifier and redirect URI, refresh tokens that rotate, and grants that
/// die when a code or a refresh token is used again (RFC 6749 section 4.1.2, RFC 9700 section 4.14.2).
/// </summary>
internal sealed class Grants(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Code> _codes = [];
    private readonly Dictionary<string, (Grant Grant, DateTimeOffset ExpiresAt)> _accessTokens = [];
    private readonly Dictionary<string, (Grant Grant, bool IsUsed)> _refreshTokens = [];
    private int _last;

    public string ClientId { get; set; } = "client-1";

    /// <summary>Null for a public client.</summary>
    public string? ClientSecret { get; set; } = "canary-client-secret";

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    public bool Rotates { get; set; } = true;

    /// <summary>Makes a code or token of a kind that is named, the number being another one each time.</summary>
    public Func<string, int, string> Create { get; set; } = (kind, number) => $"canary-{kind}-{number}";

    /// <summary>Comes with the first tokens of each grant.</summary>
    public string? IdToken { get; set; }

    public List<Grant> All { get; } = [];

    /// <summary>How often a used code or refresh token came again.</summary>
    public int Reuses { get; private set; }

    /// <summary>What the user's consent would do.</summary>
    /// <returns>The code.</returns>
    public string Approve(Uri authorizationUrl)
    {
        Dictionary<string, string> query = QueryHelpers.ParseQuery(authorizationUrl.Query).ToDictionary(pair => pair.Key, pair => pair.Value.Single()!);
        Assert.Equal("code", query["response_type"]);
        Assert.Equal(ClientId, query["client_id"]);
        lock (_lock)
        {
            string code = Create("code", ++_last);
            _codes.Add(code, new Code(query["redirect_uri"], query.GetValueOrDefault("code_challenge"), query.GetValueOrDefault("scope")));
            return code;
        }
    }

    public (int Status, string Body) Token(ReceivedRequest request)
    {
        lock (_lock)
        {
            return !IsClient(request)
                ? (401, Error("invalid_client"))
                : request["grant_type"] switch
                {
                    "authorization_code" => Exchange(request),
                    "refresh_token" => Refresh(request),
                    "client_credentials" => (200, Issue(new Grant(request["scope"]), withRefreshToken: false)),
                    _ => (400, Error("unsupported_grant_type")),
                };
        }
    }

    public (int Status, string Body) Revoke(ReceivedRequest request)
    {
        lock (_lock)
        {
            if (!IsClient(request))
            {
                return (401, Error("invalid_client"));
            }

            string token = request["token"] ?? "";
            Grant? grant = _refreshTokens.TryGetValue(token, out (Grant Grant, bool) refresh) ? refresh.Grant
                : _accessTokens.TryGetValue(token, out (Grant Grant, DateTimeOffset) access) ? access.Grant
                : null;
            grant?.IsDead = true;
            return (200, "");
        }
    }

    /// <summary>Whether a request carries an access token that works.</summary>
    public bool IsAlive(ReceivedRequest request)
    {
        lock (_lock)
        {
            return request.Headers.TryGetValue("Authorization", out string? header)
                && header.StartsWith("Bearer ", StringComparison.Ordinal)
                && _accessTokens.TryGetValue(header["Bearer ".Length..], out (Grant Grant, DateTimeOffset ExpiresAt) token)
                && !token.Grant.IsDead
                && token.ExpiresAt > time.GetUtcNow();
        }
    }

    private (int Status, string Body) Exchange(ReceivedRequest request)
    {
        if (!_codes.TryGetValue(request["code"] ?? "", out Code? code))
        {
            return (400, Error("invalid_grant"));
        }

        if (code.Grant is { } issued)
        {
            Reuses++;
            issued.IsDead = true;
            return (400, Error("invalid_grant"));
        }

        string? verifier = request["code_verifier"];
        string? challenge = verifier is null ? null : Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        if (request["redirect_uri"] != code.RedirectUri || challenge != code.Challenge)
        {
            return (400, Error("invalid_grant"));
        }

        code.Grant = new Grant(code.Scope);
        return (200, Issue(code.Grant, withRefreshToken: true));
    }

    private (int Status, string Body) Refresh(ReceivedRequest request)
    {
        string token = request["refresh_token"] ?? "";
        if (!_refreshTokens.TryGetValue(token, out (Grant Grant, bool IsUsed) entry))
        {
            return (400, Error("invalid_grant"));
        }

        if (entry.IsUsed)
        {
            Reuses++;
            entry.Grant.IsDead = true;
        }

        if (entry.Grant.IsDead)
        {
            return (400, Error("invalid_grant"));
        }

        _refreshTokens[token] = (entry.Grant, Rotates);
        entry.Grant.Refreshes++;
        return (200, Issue(entry.Grant, Rotates));
    }

    private string Issue(Grant grant, bool withRefreshToken)
    {
        if (!All.Contains(grant))
        {
            All.Add(grant);
        }

        string access = grant.AccessToken = Create("access", ++_last);
        _accessTokens.Add(access, (grant, time.GetUtcNow() + Lifetime));
        string refresh = "";
        if (withRefreshToken)
        {
            grant.RefreshToken = Create("refresh", ++_last);
            _refreshTokens.Add(grant.RefreshToken, (grant, false));
            refresh = $""","refresh_token":"{grant.RefreshToken}" """ + (IdToken is null ? "" : $""","id_token":"{IdToken}" """);
        }

        string scope = grant.Scope is null ? "" : $""","scope":"{grant.Scope}" """;
        return $$"""{"access_token":"{{access}}","token_type":"Bearer","expires_in":{{(long)Lifetime.TotalSeconds}}{{refresh}}{{scope}}}""";
    }

    /// <summary>One method of client authentication and not two (RFC 6749 section 2.3).</summary>
    private bool IsClient(ReceivedRequest request)
    {
        if (request.Basic() is { } basic)
        {
            return basic == (ClientId, ClientSecret) && !request.Has("client_secret");
        }

        return request["client_id"] == ClientId && request["client_secret"] == ClientSecret;
    }

    private static string Error(string code) => $$"""{"error":"{{code}}"}""";

    private sealed record Code(string RedirectUri, string? Challenge, string? Scope)
    {
        public Grant? Grant { get; set; }
    }
}

/// <summary>What a user granted.</summary>
internal sealed class Grant(string? scope)
{
    public string? Scope { get; } = scope;

    public bool IsDead { get; set; }

    public int Refreshes { get; set; }

    public string? AccessToken { get; set; }

    public string? RefreshToken { get; set; }
}
