namespace Igniter.Connectors;

/// <summary>How the attribute <c>ctx.connector.identity</c> of events shows a tenant's identity.</summary>
public enum IdentityDisclosure
{
    /// <summary>As it is.</summary>
    AsIs,

    /// <summary>As 32 hexadecimal digits of an HMAC-SHA256 under a key derived from <c>IGNITER_SECRET</c>, so that no table of guesses helps.</summary>
    Hashed,

    /// <summary>Not at all.</summary>
    Omitted,
}
