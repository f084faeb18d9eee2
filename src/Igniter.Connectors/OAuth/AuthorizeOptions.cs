namespace Igniter.Connectors;

/// <summary>How to send a user to the provider.</summary>
public class AuthorizeOptions
{
    /// <summary>
    /// Where the browser goes in the end: a path of the application, or an address on one of <see cref="ConnectorsOptions.AllowedReturnOrigins"/>. The
    /// application's root unless set. After a failure <c>error</c> with the stable code is added to its query.
    /// </summary>
    public string? ReturnUrl { get; init; }

    /// <summary>Scopes to ask for beside the declared ones and those that the connection has.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whether the flow fails unless it ends in the account that is connected already.</summary>
    public bool RequireSameAccount { get; init; }

    /// <summary>
    /// Who is signed in to the application, by any text that tells users apart. The callback is refused unless <see cref="ConnectorRequest.Subject"/> is the
    /// same.
    /// </summary>
    public string? Subject { get; init; }
}

/// <inheritdoc/>
/// <typeparam name="TConfig">The connector's configuration type; <see cref="System.Text.Json.JsonElement"/> in calls by key.</typeparam>
public sealed class AuthorizeOptions<TConfig> : AuthorizeOptions
{
    /// <summary>The configuration to connect with. It is checked now and stored when the flow ends. Left out, a connection keeps the one it has.</summary>
    public TConfig? Config { get; init; }
}
