using System.Text;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Begins an authorization code flow: checks everything that can be checked before a user is sent away, and remembers the flow.</summary>
internal sealed class AuthorizationStarter(
    ObservedStore store, StoredConfigReader configs, OAuthServices oauth, PublicAddress address, ReturnUrlPolicy returnUrls, EventHub events)
{
    private const string Root = "/";

    /// <param name="target">The connection.</param>
    /// <param name="options">How.</param>
    /// <param name="config">The configuration to connect with, the generated checks passed; <see langword="null"/> to keep the connection's.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<AuthorizationRequest> StartAsync(CallTarget target, AuthorizeOptions options, object? config, CancellationToken cancellationToken)
    {
        RegisteredConnector connector = target.RequireConnector();
        ConnectionKey key = target.Key;
        OAuthSettings settings = oauth.Registrations.SettingsOf(connector) ?? throw OAuthErrors.NotConfigured(key, "has no [OAuth2]");
        if (settings.Grant != OAuthGrant.AuthorizationCode)
        {
            throw OAuthErrors.NotConfigured(key, "authorizes itself by client credentials: connect it without sending anybody to the provider");
        }

        string returnUrl = options.ReturnUrl ?? Root;
        if (!returnUrls.Accepts(returnUrl))
        {
            throw OAuthErrors.ReturnUrlInvalid(key);
        }

        ConnectionRecord? existing = await store.GetAsync(key, cancellationToken).ConfigureAwait(false);
        object? effective = await CheckConfigAsync(connector, key, existing, config, cancellationToken).ConfigureAwait(false);
        OAuthRegistration registration = await oauth.Registrations
            .ResolveAsync(connector, key, oauth.Registrations.ValuesOf(connector, effective), cancellationToken)
            .ConfigureAwait(false);

        GrantInfo? info = existing is null ? null : GrantVault.InfoOf(existing);
        string[] scopes = [.. settings.Scopes.Concat(info?.RequestedScopes ?? []).Concat(options.Scopes).Distinct(StringComparer.Ordinal)];
        string state = FlowStates.Create();
        string? verifier = settings.Pkce == OAuthPkce.S256 ? Pkce.CreateVerifier() : null;
        object? kept = config ?? (existing is null ? effective : null);
        string redirectUri = address.CallbackOf(key.Connector).AbsoluteUri;
        BindingCookie cookie = BindingCookie.Create(state, address.IsSecure);
        FlowState flow = new()
        {
            Scope = key.Scope,
            Identity = key.Identity,
            Connector = key.Connector,
            Name = key.Name,
            ReturnUrl = returnUrl,
            RedirectUri = redirectUri,
            CookieHash = BindingCookie.HashOf(cookie.Value),
            Verifier = verifier,
            ClientId = registration.Client.ClientId,
            TokenEndpoint = registration.Token.Address.AbsoluteUri,
            Scopes = scopes,
            Config = kept is null ? null : Encoding.UTF8.GetString(ConfigIntake.Serialize(connector.Definition.Config!, key, kept)),
            Values = new Dictionary<string, string>(registration.Values, StringComparer.OrdinalIgnoreCase),
            RequireSameAccount = options.RequireSameAccount && existing?.Tokens is not null,
            AccountId = info?.Account?.Id,
            Subject = options.Subject,
        };
        await oauth.States.PutAsync(state, flow, cancellationToken).ConfigureAwait(false);

        Uri url = AuthorizationUrl.Create(registration, redirectUri, state, verifier, scopes);
        if (events.IsListening(key))
        {
            await events.PublishAsync(new OAuthStartedEvent(events.OriginOf(key), url, verifier is not null, scopes)).ConfigureAwait(false);
        }

        return new AuthorizationRequest(url, state, cookie);
    }

    /// <returns>The configuration that the connection will have; <see langword="null"/> where nobody needs to know it yet.</returns>
    private async ValueTask<object?> CheckConfigAsync(
        RegisteredConnector connector, ConnectionKey key, ConnectionRecord? existing, object? config, CancellationToken cancellationToken)
    {
        if (config is null && existing is not null)
        {
            bool isInEndpoints = oauth.Registrations.SettingsOf(connector)!.Endpoints.Any(endpoint => endpoint.Template.Names.Count > 0);
            return isInEndpoints ? await configs.ReadAsync(connector, existing, cancellationToken).ConfigureAwait(false) : null;
        }

        object? effective = config ?? ConfigIntake.Parse(connector, key, default);
        await ConfigIntake.ValidateAsync(connector, key, effective, cancellationToken).ConfigureAwait(false);
        return effective;
    }
}
