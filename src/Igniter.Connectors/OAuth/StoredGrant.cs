using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Igniter.Connectors;

/// <summary>A connection's tokens as they are kept, encrypted, in <see cref="ConnectionRecord.Tokens"/>.</summary>
internal sealed record StoredGrant
{
    public required string AccessToken { get; init; }

    public string? RefreshToken { get; init; }

    public string? TokenType { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The access token's lifetime, for a later answer that doesn't say it.</summary>
    public double? LifetimeSeconds { get; init; }

    /// <summary>How long the refresh token lives if it isn't used, when the provider said so.</summary>
    public double? RefreshLifetimeSeconds { get; init; }

    public Dictionary<string, string>? Captured { get; init; }

    /// <summary>The configuration's values in the endpoints when the grant was given: a changed configuration doesn't take it elsewhere.</summary>
    public Dictionary<string, string>? Values { get; init; }

    /// <summary>Whose grant it is: another client's attempt to renew it could end it.</summary>
    public required string ClientId { get; init; }

    /// <summary>Whether the last refresh gave another refresh token; <see langword="null"/> before the first one.</summary>
    public bool? Rotates { get; init; }

    /// <summary>When a refresh was first sent whose answer was lost.</summary>
    public DateTimeOffset? UncertainSince { get; init; }

    /// <summary>No request before this: the provider asked for patience.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>When a refresh last failed.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    [JsonIgnore]
    public bool HasRefreshToken => RefreshToken is not null;

    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;

    /// <summary>Whether the access token is to be renewed: shortly before it expires, and not at once after that failed.</summary>
    /// <param name="before">The most that "shortly" means; a tenth of the lifetime if that is less.</param>
    /// <param name="now">The present.</param>
    public bool IsDue(TimeSpan before, DateTimeOffset now)
    {
        if (ExpiresAt is not { } expiresAt || now >= expiresAt)
        {
            return ExpiresAt is not null;
        }

        TimeSpan tenth = LifetimeSeconds is { } lifetime ? TimeSpan.FromSeconds(lifetime / 10) : before;
        return now >= expiresAt - (tenth < before ? tenth : before) && !(FailedAt + PauseAfterFailure > now) && !(RetryAt > now);
    }

    /// <summary>
    /// When an idle connection's grant is renewed so that its refresh token doesn't die: in half of that token's life, or where nobody says how long that
    /// is, in ten lives of the access token; within a week in any case. Up to a fifth earlier, so that connections made together part.
    /// </summary>
    /// <returns><see langword="null"/> when there is nothing to renew with.</returns>
    public DateTimeOffset? RenewalDueAt(DateTimeOffset now)
    {
        if (!HasRefreshToken)
        {
            return null;
        }

        double seconds = Math.Min(RefreshLifetimeSeconds / 2 ?? LifetimeSeconds * 10 ?? double.MaxValue, LongestIdle.TotalSeconds);
        return now + TimeSpan.FromSeconds(seconds * RandomNumberGenerator.GetInt32(80, 101) / 100);
    }

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestIdle = TimeSpan.FromDays(7);

    public override string ToString() => nameof(StoredGrant);
}

/// <summary>What may be shown of a grant, as kept in <see cref="ConnectionRecord.GrantInfo"/>.</summary>
internal sealed record GrantInfo
{
    public OAuthAccount? Account { get; init; }

    /// <summary>The granted scopes.</summary>
    public string[] Scopes { get; init; } = [];

    /// <summary>The scopes that were asked for.</summary>
    public string[] RequestedScopes { get; init; } = [];

    public DateTimeOffset? ExpiresAt { get; init; }
}
