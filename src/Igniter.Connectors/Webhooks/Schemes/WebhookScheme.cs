namespace Igniter.Connectors;

/// <summary>
/// A vendor's way to sign deliveries. Fails closed: whatever isn't exactly as documented is not genuine. Secrets come from the configuration only, and
/// what isn't signed counts for nothing.
/// </summary>
internal abstract class WebhookScheme
{
    /// <summary>How far a timestamp may be off in either direction, where the scheme has one.</summary>
    public virtual TimeSpan Tolerance => TimeSpan.FromMinutes(5);

    /// <summary>Where the vendor says what has happened.</summary>
    public virtual WebhookPlace EventType => default;

    /// <summary>Where the vendor says which delivery this is.</summary>
    public virtual WebhookPlace DeliveryId => default;

    /// <summary>Whether a delivery is genuine.</summary>
    /// <param name="request">The delivery.</param>
    /// <param name="secrets">The active secrets, none of them empty.</param>
    public abstract bool Verify(WebhookRequest request, string[] secrets);

    /// <summary>Whether a time in seconds since 1970 is near enough.</summary>
    protected bool IsFresh(WebhookRequest request, long seconds) =>
        Math.Abs(request.ReceivedAt.ToUnixTimeSeconds() - seconds) <= (long)Tolerance.TotalSeconds;

    /// <summary>Whether a time in milliseconds since 1970 is near enough.</summary>
    protected bool IsFreshToTheMillisecond(WebhookRequest request, long milliseconds) =>
        Math.Abs(request.ReceivedAt.ToUnixTimeMilliseconds() - milliseconds) <= (long)Tolerance.TotalMilliseconds;
}

/// <summary>Where a delivery says something: in a header or, with dots, in a JSON member.</summary>
/// <param name="Header">The header's name.</param>
/// <param name="Member">The member's path.</param>
internal readonly record struct WebhookPlace(string? Header, string? Member)
{
    public static WebhookPlace InHeader(string name) => new(name, null);

    public static WebhookPlace InMember(string path) => new(null, path);
}
