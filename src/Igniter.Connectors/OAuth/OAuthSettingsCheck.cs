using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Says what is wrong with a connector's OAuth settings before anybody is sent anywhere.</summary>
internal static class OAuthSettingsCheck
{
    private static readonly string[] AuthorizationParameters =
    [
        "client_id", "redirect_uri", "response_type", "response_mode", "scope", "state", "nonce", "code_challenge", "code_challenge_method", "request", "request_uri",
    ];

    private static readonly string[] TokenParameters =
    [
        "grant_type", "code", "redirect_uri", "code_verifier", "refresh_token", "client_id", "client_secret", "client_assertion", "client_assertion_type", "scope",
    ];

    /// <exception cref="ConnectorException">CONNECTOR_CONFIGURATION_INVALID.</exception>
    public static void Run(ConnectorDefinition connector, OAuthSettings settings)
    {
        if (settings.Token is null)
        {
            throw Invalid(connector, $"has no {nameof(OAuth2Attribute.TokenEndpoint)}");
        }

        if (settings is { Grant: OAuthGrant.AuthorizationCode, Authorization: null })
        {
            throw Invalid(connector, $"has no {nameof(OAuth2Attribute.AuthorizationEndpoint)}");
        }

        foreach ((string name, EndpointTemplate endpoint) in settings.Endpoints)
        {
            if (endpoint.FindProblem() is { } problem)
            {
                throw Invalid(connector, $"has an unfit {name}: it {problem}");
            }

            foreach (string property in endpoint.Names.Where(property => !Has(connector, property)))
            {
                throw Invalid(
                    connector,
                    $"has an {name} with {{{property}}}, but no such property in its configuration that carries a [RegularExpression] or is an enum");
            }
        }

        // RFC 6749 section 3.1: the endpoint may bring parameters along, and none may be there twice.
        string[] ofEndpoint = [.. settings.Authorization?.ParameterNames ?? []];
        CheckParameters(connector, [.. ofEndpoint.Select(name => name + "=")], AuthorizationParameters, nameof(OAuth2Attribute.AuthorizationEndpoint));
        CheckParameters(
            connector, settings.AuthorizationParameters, [.. AuthorizationParameters, .. ofEndpoint], nameof(OAuth2Attribute.ExtraAuthorizationParameters));
        CheckParameters(connector, settings.TokenParameters, TokenParameters, nameof(OAuth2Attribute.ExtraTokenParameters));
        if (settings.DefaultLifetime < TimeSpan.Zero || settings.RefreshBeforeExpiry < TimeSpan.Zero || settings.RefreshReuseGrace < TimeSpan.Zero)
        {
            throw Invalid(connector, "has a negative number of seconds");
        }
    }

    private static bool Has(ConnectorDefinition connector, string property) =>
        Array.Exists(connector.OAuthValues, value => string.Equals(value.Name, property, StringComparison.OrdinalIgnoreCase));

    private static void CheckParameters(ConnectorDefinition connector, string[] parameters, string[] reserved, string property)
    {
        HashSet<string> names = new(reserved, StringComparer.OrdinalIgnoreCase);
        foreach (string parameter in parameters)
        {
            int end = parameter.IndexOf('=', StringComparison.Ordinal);
            if (end <= 0)
            {
                throw Invalid(connector, $"has in {property} an entry that isn't name=value");
            }

            if (!names.Add(parameter[..end]))
            {
                throw Invalid(connector, $"has in {property} '{parameter[..end]}', which the SDK sets itself or which is there twice");
            }
        }
    }

    private static ConnectorException Invalid(ConnectorDefinition connector, string problem) =>
        new(ConnectorErrorCodes.ConnectorConfigurationInvalid, $"The OAuth declaration of connector '{connector.Key}' {problem}.")
        {
            Metadata = new ConnectorErrorMetadata { Connector = connector.Key },
        };
}
