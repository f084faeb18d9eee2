namespace Igniter.Connectors;

/// <summary>The provider's account that a tenant connected. An <see cref="OAuthUserInfoAttribute"/> method returns it for an odd provider.</summary>
public sealed record OAuthAccount
{
    /// <summary>The account's stable id at the provider, <c>sub</c> in OpenID Connect.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Its e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The type's name: an account is personal data and doesn't belong in logs.</summary>
    /// <returns>Text without personal data.</returns>
    public override string ToString() => nameof(OAuthAccount);
}
