using System.Collections.ObjectModel;
using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors;

/// <summary>Puts together what a connection's flow or renewal needs: the connector's settings, the tenant's client, and endpoints with the tenant's values.</summary>
internal sealed class OAuthRegistrations
{
    private readonly IServiceProvider _services;
    private readonly Dictionary<string, (OAuthSettings Settings, OAuthClientOptions Options)> _connectors = new(StringComparer.Ordinal);

    /// <exception cref="ConnectorException">CONNECTOR_CONFIGURATION_INVALID.</exception>
    public OAuthRegistrations(IEnumerable<ConnectorDefinition> connectors, IReadOnlyDictionary<string, OAuthClientOptions> options, IServiceProvider services)
    {
        _services = services;
        foreach (ConnectorDefinition connector in connectors)
        {
            if (connector.OAuth is { } declared)
            {
                OAuthClientOptions own = options.GetValueOrDefault(connector.Key) ?? new OAuthClientOptions();
                OAuthSettings effective = OAuthSettings.From(declared, own);
                OAuthSettingsCheck.Run(connector, effective);
                _connectors.Add(connector.Key, (effective, own));
            }
        }
    }

    /// <summary>A connector's settings; <see langword="null"/> for one without OAuth.</summary>
    public OAuthSettings? SettingsOf(RegisteredConnector connector) =>
        connector.Definition.OAuth is not null && _connectors.TryGetValue(connector.Key, out (OAuthSettings Settings, OAuthClientOptions) entry) ? entry.Settings : null;

    /// <summary>The values of a configuration that endpoints hold.</summary>
    public IReadOnlyDictionary<string, string> ValuesOf(RegisteredConnector connector, object? config)
    {
        if (config is null || SettingsOf(connector) is not { } settings || settings.Endpoints.All(endpoint => endpoint.Template.Names.Count == 0))
        {
            return ReadOnlyDictionary<string, string>.Empty;
        }

        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (OAuthValueDefinition value in connector.Definition.OAuthValues)
        {
            if (value.Read(config) is { } text)
            {
                values[value.Name] = text;
            }
        }

        return values;
    }

    /// <exception cref="ConnectorException">
    /// CONNECTOR_OAUTH_NOT_CONFIGURED: no OAuth, or no client. CONNECTOR_CONFIG_INVALID: a value doesn't fit into an endpoint.
    /// </exception>
    public async ValueTask<OAuthRegistration> ResolveAsync(
        RegisteredConnector connector, ConnectionKey key, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        OAuthSettings settings = SettingsOf(connector) ?? throw OAuthErrors.NotConfigured(key, "has no [OAuth2]");
        OAuthClient client = await FindClientAsync(key, cancellationToken).ConfigureAwait(false)
            ?? throw OAuthErrors.NotConfigured(
                key, $"has no client id. Set Igniter:Connectors:{key.Connector}:OAuth:ClientId in the configuration, or call ConfigureOAuth");
        OAuthEndpoint token = Resolve(settings.Token!)!.Value;
        return new OAuthRegistration
        {
            Settings = settings,
            Key = key,
            Client = client,
            Token = token,
            Refresh = Resolve(settings.Refresh) ?? token,
            Authorization = Resolve(settings.Authorization),
            UserInfo = Resolve(settings.UserInfo),
            Revocation = Resolve(settings.Revocation),
            Values = values,
            ReadTokens = connector.Definition.OAuthTokenResponse,
            ReadAccount = connector.Definition.OAuthUserInfo,
        };

        OAuthEndpoint? Resolve(EndpointTemplate? template) => template is null
            ? null
            : template.Resolve(values, name => Array.Exists(connector.Definition.OAuthValues, value => value.IsEnum && string.Equals(value.Name, name, StringComparison.OrdinalIgnoreCase)))
                ?? throw ConnectorErrors.ConfigInvalid(
                    key, [.. template.Names.Select(name => new ConnectorValidationError(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name), "The value can't be a part of the provider's address."))], null);
    }

    private async ValueTask<OAuthClient?> FindClientAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        if (await AskAsync(key, cancellationToken).ConfigureAwait(false) is { } resolved)
        {
            return resolved;
        }

        OAuthClientOptions options = _connectors[key.Connector].Options;
        IConfiguration? configuration = _services.GetService<IConfiguration>();
        string section = $"Igniter:Connectors:{key.Connector}:OAuth:";
        string? id = options.ClientId ?? configuration?[section + nameof(OAuthClientOptions.ClientId)];
        string? secret = options.ClientSecret ?? configuration?[section + nameof(OAuthClientOptions.ClientSecret)];
        return string.IsNullOrWhiteSpace(id) ? null : new OAuthClient(id, string.IsNullOrEmpty(secret) ? null : secret);
    }

    /// <summary>A resolver is given no secret, so an error of its own holds none that is known here.</summary>
    private async ValueTask<OAuthClient?> AskAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        try
        {
            AsyncServiceScope scope = _services.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                return scope.ServiceProvider.GetService<IOAuthClientResolver>() is { } resolver
                    ? await resolver.ResolveAsync(new(key.Connector, key.Scope, key.Identity, key.Name), cancellationToken).ConfigureAwait(false)
                    : null;
            }
        }
        catch (Exception exception) when (exception is not ConnectorException && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw OAuthErrors.ResolverFailed(key, exception);
        }
    }
}

/// <summary>A connection's OAuth settings, client and endpoints.</summary>
internal sealed record OAuthRegistration
{
    public required OAuthSettings Settings { get; init; }

    public required ConnectionKey Key { get; init; }

    public required OAuthClient Client { get; init; }

    public required OAuthEndpoint Token { get; init; }

    public required OAuthEndpoint Refresh { get; init; }

    public required OAuthEndpoint? Authorization { get; init; }

    public required OAuthEndpoint? UserInfo { get; init; }

    public required OAuthEndpoint? Revocation { get; init; }

    /// <summary>The configuration's values in the endpoints.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary><see cref="OAuthTokenResponseAttribute"/>.</summary>
    public required Func<System.Text.Json.JsonElement, ValueTask<OAuthTokens>>? ReadTokens { get; init; }

    /// <summary><see cref="OAuthUserInfoAttribute"/>.</summary>
    public required Func<System.Text.Json.JsonElement, ValueTask<OAuthAccount>>? ReadAccount { get; init; }
}
