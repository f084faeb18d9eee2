using System.Net.Http.Headers;
using System.Text.Json;

namespace Igniter.Connectors;

/// <summary>Finds out whose account was connected: from the user-info endpoint, or from the ID token.</summary>
internal sealed class UserInfoClient(OAuthHttp http, TimeProvider time)
{
    /// <returns>The account; <see langword="null"/> where the provider doesn't tell.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_OAUTH_PARSE_USERINFO_FAILED.</exception>
    public async Task<OAuthAccount?> FindAsync(OAuthRegistration registration, OAuthTokens tokens, CancellationToken cancellationToken)
    {
        OAuthAccount? ofIdToken = IdToken.Read(tokens.IdToken);
        if (registration.UserInfo is not { } endpoint)
        {
            return ofIdToken;
        }

        JsonElement answer = await AskAsync(registration, endpoint, tokens.AccessToken, cancellationToken).ConfigureAwait(false);
        OAuthAccount account = await ReadAsync(registration, answer).ConfigureAwait(false);

        // OpenID Connect Core section 5.3.2: another subject's answer must not be used. Endpoints without "sub" aren't OpenID Connect's.
        if (ofIdToken is not null && ProviderJson.Text(answer, "sub") is { } subject && subject != ofIdToken.Id)
        {
            throw new SubjectMismatchException(registration.Key);
        }

        return account;
    }

    private async Task<JsonElement> AskAsync(OAuthRegistration registration, OAuthEndpoint endpoint, string accessToken, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(ProviderReader.Patience, time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using HttpRequestMessage request = new(HttpMethod.Get, endpoint.Address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Igniter.Connectors", null));
        try
        {
            using HttpResponseMessage response = await http.Create(endpoint)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token)
                .ConfigureAwait(false);
            ProviderAnswer? answer = await ProviderReader.ReadAsync(response, time, both.Token).ConfigureAwait(false);
            return answer switch
            {
                null => throw OAuthErrors.UserInfoFailed(registration.Key, "is longer than 1 MiB"),
                { Status: < 200 or >= 300 } => throw OAuthErrors.UserInfoFailed(registration.Key, $"was refused with status {answer.Status}"),
                _ => ProviderJson.Parse(answer.Body) ?? throw OAuthErrors.UserInfoFailed(registration.Key, "isn't a JSON object"),
            };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            SentSecrets.HideIn(exception, request, default);
            if (exception is ConnectorException)
            {
                throw;
            }

            throw OAuthErrors.UserInfoFailed(registration.Key, "could not be fetched", exception);
        }
    }

    private static async ValueTask<OAuthAccount> ReadAsync(OAuthRegistration registration, JsonElement answer)
    {
        OAuthAccount? account;
        try
        {
            account = registration.ReadAccount is { } read ? await read(answer).ConfigureAwait(false) : UserInfoParser.Read(answer);
        }
        catch (Exception exception)
        {
            ProviderJson.HideIn(exception, answer);
            throw OAuthErrors.UserInfoFailed(registration.Key, $"made [OAuthUserInfo] throw {exception.GetType().Name}", exception);
        }

        return account is { Id.Length: > 0 } ? account : throw OAuthErrors.UserInfoFailed(registration.Key, "has no id. An [OAuthUserInfo] method can read an odd answer");
    }
}

/// <summary>User info and ID token are about different people: somebody swapped a token.</summary>
internal sealed class SubjectMismatchException(ConnectionKey key) : ConnectorException(
    ConnectorErrorCodes.ConnectorOAuthParseUserInfoFailed, $"The user info for connector '{key.Connector}' is about another subject than the ID token.");
