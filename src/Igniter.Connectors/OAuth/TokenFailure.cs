namespace Igniter.Connectors;

/// <summary>Why a token request gave no tokens.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Error">The provider's error code, if it is a known one: never another text of the provider's.</param>
/// <param name="RetryAfter">How long the provider asked to wait.</param>
/// <param name="Cause">The exception, if there was one.</param>
internal sealed record TokenFailure(TokenFailureKind Kind, string? Error = null, TimeSpan? RetryAfter = null, Exception? Cause = null)
{
    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient => Kind is TokenFailureKind.Transient or TokenFailureKind.Uncertain or TokenFailureKind.TooLong;
}

/// <summary>What a failed token request means.</summary>
internal enum TokenFailureKind
{
    /// <summary>The grant is dead.</summary>
    Reauthorize,

    /// <summary>The client or its registration is wrong.</summary>
    Configuration,

    /// <summary>The provider is down, busy or out of reach; the request had no effect.</summary>
    Transient,

    /// <summary>The answer was lost: the request may have had its effect.</summary>
    Uncertain,

    /// <summary>The provider refused for a reason of this request.</summary>
    Rejected,

    /// <summary>The answer wasn't understood.</summary>
    Unparsable,

    /// <summary>The answer was longer than any token answer is.</summary>
    TooLong,
}
