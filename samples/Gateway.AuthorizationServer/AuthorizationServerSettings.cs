using Microsoft.AspNetCore.Builder;

namespace Gateway.AuthorizationServer;

/// <summary>Settings of <see cref="BundledAuthorizationServer"/>.</summary>
public sealed record AuthorizationServerSettings
{
    /// <summary>The loopback port to listen on; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>How long an access token lives. Short, so that refreshing can be watched.</summary>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a refresh token lives. Each one can be used once.</summary>
    public TimeSpan RefreshTokenLifetime { get; init; } = TimeSpan.FromDays(14);

    /// <summary>The server's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The applications that may ask for tokens. More can be registered later.</summary>
    public IReadOnlyList<RegisteredClient> Clients { get; init; } = [];

    /// <summary>Middleware to run before the server's own, for example a fault that a test injects.</summary>
    public Action<IApplicationBuilder>? Before { get; init; }
}

/// <summary>An application that may ask for tokens.</summary>
/// <param name="Id">Its <c>client_id</c>.</param>
/// <param name="Secret">Its <c>client_secret</c>; <see langword="null"/> for a public client.</param>
/// <param name="RedirectUri">Where people are sent back to; <see langword="null"/> where it only uses the client credentials grant.</param>
public sealed record RegisteredClient(string Id, string? Secret, Uri? RedirectUri);
