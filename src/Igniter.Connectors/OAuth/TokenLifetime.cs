using System.Globalization;
using System.Text.Json;

namespace Igniter.Connectors;

/// <summary>
/// Reads how long a token lives, in every dialect: seconds as a number or text, a moment as seconds or milliseconds since 1970 or as a date. 0 and less mean
/// that it doesn't expire; what can't be meant isn't said.
/// </summary>
internal static class TokenLifetime
{
    // Longer than any token lives in seconds, earlier than any moment in them.
    private const double FirstMoment = 1e9;
    private const double FirstMomentInMilliseconds = 1e11;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(36525);

    private static readonly string[] LifetimeNames = ["expires_in", "expiresIn", "expires", "expire_in", "expireIn"];
    private static readonly string[] MomentNames = ["expires_at", "expiresAt", "expires_on", "expiresOn"];
    private static readonly string[] RefreshNames = ["refresh_token_expires_in", "refresh_expires_in", "x_refresh_token_expires_in", "refreshTokenExpiresIn", "refreshExpiresIn"];

    /// <returns><see cref="Timeout.InfiniteTimeSpan"/> for ever; <see langword="null"/> when the answer doesn't say.</returns>
    public static TimeSpan? Read(JsonElement answer, DateTimeOffset sentAt) =>
        First(answer, LifetimeNames, sentAt) ?? First(answer, MomentNames, sentAt);

    /// <inheritdoc cref="Read"/>
    public static TimeSpan? ReadOfRefreshToken(JsonElement answer, DateTimeOffset sentAt) => First(answer, RefreshNames, sentAt);

    private static TimeSpan? First(JsonElement answer, string[] names, DateTimeOffset sentAt)
    {
        foreach (string name in names)
        {
            if (ProviderJson.Member(answer, name) is { } value && Of(value, sentAt) is { } lifetime)
            {
                return lifetime;
            }
        }

        return null;
    }

    private static TimeSpan? Of(JsonElement value, DateTimeOffset sentAt)
    {
        if (ProviderJson.Number(value) is { } number)
        {
            return number switch
            {
                <= 0 => Timeout.InfiniteTimeSpan,
                < FirstMoment => TimeSpan.FromSeconds(Math.Floor(number)),
                < FirstMomentInMilliseconds => Until(DateTimeOffset.UnixEpoch.AddSeconds(number), sentAt),
                < FirstMomentInMilliseconds * 1000 => Until(DateTimeOffset.UnixEpoch.AddMilliseconds(number), sentAt),
                _ => null,
            };
        }

        return ProviderJson.Text(value) is { } text
            && text.Contains('-', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? Until(moment, sentAt)
            : null;
    }

    /// <summary>A moment that has passed says more about the clocks than about the token.</summary>
    private static TimeSpan? Until(DateTimeOffset moment, DateTimeOffset sentAt) =>
        moment > sentAt && moment - sentAt <= Longest ? moment - sentAt : null;
}
