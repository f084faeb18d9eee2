namespace Igniter.Connectors;

/// <summary>A connection's OAuth grant as it may be shown.</summary>
/// <param name="Account">Whose account it is at the provider; <see langword="null"/> when that isn't known.</param>
/// <param name="Scopes">The granted scopes.</param>
/// <param name="RequestedScopes">The scopes that were asked for.</param>
/// <param name="ExpiresAt">When the access token expires; <see langword="null"/> for never, as far as is known. It is renewed before.</param>
public sealed record ConnectionOAuth(OAuthAccount? Account, IReadOnlyList<string> Scopes, IReadOnlyList<string> RequestedScopes, DateTimeOffset? ExpiresAt);
