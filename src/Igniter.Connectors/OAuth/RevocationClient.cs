using Duende.IdentityModel.Client;

namespace Igniter.Connectors;

/// <summary>Revokes tokens (RFC 7009): by POST, with client authentication, and never throwing for what a provider or the network does.</summary>
internal sealed class RevocationClient(OAuthHttp http, TimeProvider time)
{
    /// <summary>Revokes the refresh token, which ends the grant, and the access token, since not every provider ends that with it.</summary>
    /// <returns>Whether the provider said that the one that matters is revoked. It says so for one that it doesn't know, too (section 2.2).</returns>
    public async Task<bool> RevokeAsync(OAuthRegistration registration, string? refreshToken, string accessToken)
    {
        if (registration.Revocation is not { } endpoint)
        {
            return false;
        }

        bool? refreshRevoked = refreshToken is null ? null : await SendAsync(registration, endpoint, refreshToken, "refresh_token").ConfigureAwait(false);
        bool accessRevoked = await SendAsync(registration, endpoint, accessToken, "access_token").ConfigureAwait(false);
        return refreshRevoked ?? accessRevoked;
    }

    private async Task<bool> SendAsync(OAuthRegistration registration, OAuthEndpoint endpoint, string token, string hint)
    {
        using TokenRevocationRequest request = new() { Token = token, TokenTypeHint = hint };
        TokenClient.Address(request, registration, endpoint);

        // The connection is gone already, so nobody's cancellation may keep its tokens alive.
        using TokenSender sender = new(http.Create(endpoint), asJson: false, time, CancellationToken.None);
        using HttpMessageInvoker invoker = new(sender, disposeHandler: false);
        await invoker.RevokeTokenAsync(request, CancellationToken.None).ConfigureAwait(false);
        return sender.Answer is { Status: >= 200 and < 300 } answer
            && !(ProviderJson.Parse(answer.Body) is { } json && TokenErrors.CodeOf(json, isSuccess: true) is not null);
    }
}
