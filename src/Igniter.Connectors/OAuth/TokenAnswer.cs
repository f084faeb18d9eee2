namespace Igniter.Connectors;

/// <summary>What became of a token request: tokens, or a failure.</summary>
/// <param name="SentAt">When it was sent; lifetimes count from then.</param>
/// <param name="Tokens">The tokens.</param>
/// <param name="Failure">Why there are none.</param>
internal sealed record TokenAnswer(DateTimeOffset SentAt, OAuthTokens? Tokens, TokenFailure? Failure)
{
    /// <summary>When the access token expires; <see langword="null"/> for never.</summary>
    /// <param name="otherwise">How long it lives when the answer doesn't say; zero for ever.</param>
    public DateTimeOffset? ExpiresAt(TimeSpan otherwise)
    {
        if (Tokens!.ExpiresIn is null && Tokens.ExpiresAt is { } moment)
        {
            return moment.ToUniversalTime();
        }

        TimeSpan lifetime = Tokens.ExpiresIn ?? otherwise;
        return lifetime > TimeSpan.Zero && lifetime < DateTimeOffset.MaxValue - SentAt ? SentAt + lifetime : null;
    }
}

/// <summary>An HTTP answer, read within its limits.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="RetryAfter">How long the provider asked to wait.</param>
/// <param name="IsBusy">Whether headers say that a limit is used up.</param>
/// <param name="Body">The body.</param>
internal sealed record ProviderAnswer(int Status, TimeSpan? RetryAfter, bool IsBusy, ReadOnlyMemory<byte> Body);
