using System.Text;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>
/// Ends an authorization code flow whose state and browser are the right ones: exchanges the code, finds out whose account it is, and stores the
/// connection. From the exchange on nobody's cancellation counts, since a code is good for one exchange; what isn't stored then is revoked.
/// </summary>
internal sealed class AuthorizationCompleter(OAuthServices oauth, ConnectionWriter writer, EventHub events)
{
    /// <summary>Looks whether there is a code to exchange.</summary>
    /// <param name="target">The connection.</param>
    /// <param name="flow">The flow.</param>
    /// <param name="query">The provider's answer.</param>
    /// <exception cref="ConnectorException">There is none.</exception>
    public async Task<OAuthRegistration> PrepareAsync(CallTarget target, FlowState flow, CallbackQuery query)
    {
        OAuthRegistration registration = await oauth.Registrations
            .ResolveAsync(target.RequireConnector(), target.Key, flow.Values, CancellationToken.None)
            .ConfigureAwait(false);
        Check(registration, flow, query);
        return registration;
    }

    /// <returns>What was granted.</returns>
    /// <exception cref="ConnectorException">What went wrong; nothing is stored then.</exception>
    public async Task<IReadOnlyList<string>> CompleteAsync(CallTarget target, FlowState flow, CallbackQuery query, OAuthRegistration registration)
    {
        TokenAnswer answer = await oauth.Tokens
            .ExchangeAsync(registration, query.Code!, flow.RedirectUri, flow.Verifier, CancellationToken.None)
            .ConfigureAwait(false);
        return answer.Failure is { } failure
            ? throw OAuthErrors.ExchangeFailed(target.Key, failure)
            : await StoreAsync(target, flow, query, registration, answer).ConfigureAwait(false);
    }

    private static void Check(OAuthRegistration registration, FlowState flow, CallbackQuery query)
    {
        string connector = flow.Connector;
        if (registration.Client.ClientId != flow.ClientId || registration.Token.Address.AbsoluteUri != flow.TokenEndpoint)
        {
            throw OAuthErrors.StateInvalid(connector, "the client or the token endpoint has changed since");
        }

        // RFC 9207 section 2.4: simple string comparison, also of an error's issuer.
        if (registration.Settings.Issuer is { } issuer && !string.Equals(issuer, query.Issuer, StringComparison.Ordinal))
        {
            throw OAuthErrors.StateInvalid(connector, "it doesn't come from the configured issuer");
        }

        if (query.Error is not null)
        {
            throw OAuthErrors.Denied(registration.Key, query.Error == "access_denied" ? "the user refused" : "the provider answered with an error");
        }

        if (string.IsNullOrEmpty(query.Code))
        {
            throw OAuthErrors.StateInvalid(connector, "it has no code");
        }
    }

    private async Task<IReadOnlyList<string>> StoreAsync(CallTarget target, FlowState flow, CallbackQuery query, OAuthRegistration registration, TokenAnswer answer)
    {
        StoredGrant grant = GrantFactory.Create(answer, registration, null, query.Capture(registration.Settings.CapturedFields));
        string? grantHash = null;
        try
        {
            OAuthAccount? account = await FindAccountAsync(registration, answer.Tokens!).ConfigureAwait(false);
            grantHash = oauth.Hasher.Hash(registration, grant, account);
            if (flow.RequireSameAccount && (account is null || account.Id != flow.AccountId))
            {
                throw OAuthErrors.Denied(target.Key, "the user chose another account than the connected one");
            }

            GrantInfo info = new() { Account = account, RequestedScopes = flow.Scopes, Scopes = [.. answer.Tokens!.Scopes ?? flow.Scopes] };
            object? config = flow.Config is null ? null : ReadConfig(target, flow.Config);
            await writer.ConnectGrantedAsync(target, config, new NewGrant(grant, info, grantHash), CancellationToken.None).ConfigureAwait(false);
            return info.Scopes;
        }
        catch
        {
            await oauth.Revoker.RevokeAsync(registration, grant, grantHash).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The code is spent, so that user info that can't be had doesn't undo the exchange: the account stays unknown.</summary>
    private async Task<OAuthAccount?> FindAccountAsync(OAuthRegistration registration, OAuthTokens tokens)
    {
        try
        {
            return await oauth.UserInfo.FindAsync(registration, tokens, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ConnectorException error) when (error is not SubjectMismatchException)
        {
            await events.TellErrorAsync(registration.Key, "userInfo", events.FailureOf(error)).ConfigureAwait(false);
            return IdToken.Read(tokens.IdToken);
        }
    }

    private static object? ReadConfig(CallTarget target, string json)
    {
        RegisteredConnector connector = target.RequireConnector();
        ContractFailure? failure = ContractReader.Read(connector.Definition.Config!, Encoding.UTF8.GetBytes(json), connector.Services, out object? config);
        return failure is null ? config : throw ConnectorErrors.ConfigInvalid(target.Key, failure.Errors, failure.Cause);
    }
}
