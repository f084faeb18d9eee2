using System.Buffers;
using Microsoft.Extensions.Configuration;

namespace Igniter.Connectors;

/// <summary>Where the application is reached from outside. Made from settings only: a request's host is the sender's choice.</summary>
internal sealed class PublicAddress
{
    /// <summary>The environment variable and configuration key of the base URL.</summary>
    public const string VariableName = "IGNITER_BASE_URL";

    private static readonly SearchValues<char> NotInPath = SearchValues.Create("?#%\\ {}");

    private readonly string? _prefix;

    private PublicAddress(string? prefix, string basePath)
    {
        _prefix = prefix;
        BasePath = basePath;
    }

    /// <summary>The path that callbacks and webhooks live under.</summary>
    public string BasePath { get; }

    /// <summary>Whether a base URL is set.</summary>
    public bool IsKnown => _prefix is not null;

    /// <summary>Whether browsers come over https.</summary>
    public bool IsSecure => _prefix?.StartsWith(Uri.UriSchemeHttps + ":", StringComparison.OrdinalIgnoreCase) != false;

    /// <summary>Reads the option, then the configuration, then the environment.</summary>
    /// <param name="baseUrl"><see cref="ConnectorsOptions.BaseUrl"/>.</param>
    /// <param name="basePath"><see cref="ConnectorsOptions.BasePath"/>.</param>
    /// <param name="configuration">The configuration, where there is one.</param>
    /// <exception cref="ConnectorException">CONNECTOR_CONFIGURATION_INVALID.</exception>
    public static PublicAddress Read(string? baseUrl, string basePath, IConfiguration? configuration)
    {
        if (basePath is not ['/', not '/', ..] || basePath.EndsWith('/') || basePath.AsSpan().ContainsAny(NotInPath))
        {
            throw Invalid($"{nameof(ConnectorsOptions)}.{nameof(ConnectorsOptions.BasePath)} must look like \"/connectors\": a slash first, none last, no query.");
        }

        string? url = baseUrl ?? configuration?[VariableName] ?? Environment.GetEnvironmentVariable(VariableName);
        if (string.IsNullOrWhiteSpace(url))
        {
            return new PublicAddress(null, basePath);
        }

        bool isFit = Uri.TryCreate(url.Trim(), UriKind.Absolute, out Uri? uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            && uri is { Query: "", Fragment: "", UserInfo: "" };
        return isFit
            ? new PublicAddress(new Uri(uri!.AbsoluteUri.TrimEnd('/') + basePath).AbsoluteUri, basePath)
            : throw Invalid($"{VariableName} must be an absolute https address (http on loopback only), without user, query and fragment.");
    }

    /// <summary>The redirect URI of a connector.</summary>
    /// <exception cref="ConnectorException">CONNECTOR_CONFIGURATION_INVALID: no base URL is set.</exception>
    public Uri CallbackOf(string connector) => Of($"/{connector}/oauth/callback")
        ?? throw Invalid($"OAuth needs a redirect URI. Set {VariableName} to the address under which this application is reached, for example https://app.example.com.");

    /// <summary>The URL that a provider posts to; <see langword="null"/> when no base URL is set.</summary>
    public Uri? WebhookOf(string connector, string secret) => Of($"/{connector}/webhook/{secret}");

    /// <summary>The same as text, with the query that came with a request to it.</summary>
    public string? WebhookOf(string connector, string secret, string query) =>
        _prefix is null ? null : $"{_prefix}/{connector}/webhook/{secret}{(query.Length == 0 ? "" : "?")}{query.AsSpan().TrimStart('?')}";

    private Uri? Of(string path) => _prefix is null ? null : new Uri(_prefix + path);

    private static ConnectorException Invalid(string message) => new(ConnectorErrorCodes.ConnectorConfigurationInvalid, message);
}
