using Duende.IdentityModel.Client;

namespace Igniter.Connectors;

/// <summary>
/// Asks a token endpoint, once for each call: nothing here is ever repeated. The messages are Duende.IdentityModel's, so that encoding and client
/// authentication are those of the specifications.
/// </summary>
internal sealed class TokenClient(OAuthHttp http, TimeProvider time)
{
    /// <summary>Exchanges an authorization code (RFC 6749 section 4.1.3, RFC 7636 section 4.5).</summary>
    public Task<TokenAnswer> ExchangeAsync(OAuthRegistration registration, string code, string redirectUri, string? verifier, CancellationToken cancellationToken)
    {
        AuthorizationCodeTokenRequest request = new() { Code = code, RedirectUri = redirectUri, CodeVerifier = verifier };
        return SendAsync(registration, registration.Token, request, isRefresh: false, (invoker, token) => invoker.RequestAuthorizationCodeTokenAsync(request, token), cancellationToken);
    }

    /// <summary>Renews an access token (RFC 6749 section 6). The scope is left out, so that it stays as it is.</summary>
    public Task<TokenAnswer> RefreshAsync(OAuthRegistration registration, string refreshToken, CancellationToken cancellationToken)
    {
        RefreshTokenRequest request = new() { RefreshToken = refreshToken };
        return SendAsync(registration, registration.Refresh, request, isRefresh: true, (invoker, token) => invoker.RequestRefreshTokenAsync(request, token), cancellationToken);
    }

    /// <summary>Gets an access token for the client itself (RFC 6749 section 4.4).</summary>
    public Task<TokenAnswer> RequestAsync(OAuthRegistration registration, CancellationToken cancellationToken)
    {
        string[] scopes = registration.Settings.Scopes;
        ClientCredentialsTokenRequest request = new() { Scope = scopes.Length == 0 ? null : string.Join(registration.Settings.ScopeSeparator, scopes) };
        return SendAsync(registration, registration.Token, request, isRefresh: false, (invoker, token) => invoker.RequestClientCredentialsTokenAsync(request, token), cancellationToken);
    }

    /// <summary>Says who asks: one method of client authentication in a request, and no empty secret (RFC 6749 section 2.3).</summary>
    public static void Address(ProtocolRequest request, OAuthRegistration registration, OAuthEndpoint endpoint)
    {
        OAuthClientAuthentication authentication = registration.Settings.ClientAuthentication;
        request.Address = endpoint.Address.AbsoluteUri;
        request.ClientId = registration.Client.ClientId;
        request.ClientSecret = authentication == OAuthClientAuthentication.None ? null : registration.Client.ClientSecret;
        request.ClientCredentialStyle = authentication == OAuthClientAuthentication.Basic && request.ClientSecret is not null
            ? ClientCredentialStyle.AuthorizationHeader
            : ClientCredentialStyle.PostBody;
    }

    private async Task<TokenAnswer> SendAsync(
        OAuthRegistration registration,
        OAuthEndpoint endpoint,
        TokenRequest request,
        bool isRefresh,
        Func<HttpMessageInvoker, CancellationToken, Task> send,
        CancellationToken cancellationToken)
    {
        using TokenRequest _ = request;
        Address(request, registration, endpoint);
        foreach (string parameter in registration.Settings.TokenParameters)
        {
            int end = parameter.IndexOf('=', StringComparison.Ordinal);
            request.Parameters.Add(parameter[..end], parameter[(end + 1)..]);
        }

        bool asJson = registration.Settings.TokenRequestFormat == OAuthTokenRequestFormat.Json;
        using TokenSender sender = new(http.Create(endpoint), asJson, time, cancellationToken);
        using HttpMessageInvoker invoker = new(sender, disposeHandler: false);
        DateTimeOffset sentAt = time.GetUtcNow();
        await send(invoker, CancellationToken.None).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return sender.Answer is { } answer
            ? await TokenParser.ParseAsync(answer, registration, isRefresh, sentAt).ConfigureAwait(false)
            : new TokenAnswer(sentAt, null, sender.Failure ?? new TokenFailure(TokenFailureKind.Transient));
    }
}
