namespace Igniter.Connectors;

/// <summary>Names a tenant: a scope and an identity within it.</summary>
/// <param name="Scope">The scope's key.</param>
/// <param name="Identity">The tenant's identity; empty in a scope that needs none.</param>
public readonly record struct TenantKey(string Scope, string Identity)
{
    /// <summary>
    /// SHA-256 of the two parts, each as UTF-8 after its length in four bytes (big endian), as lower-case hexadecimal: 64 characters.
    /// A store uses it as the index of its lists, so that neither collations nor index sizes matter.
    /// </summary>
    public string Hash => ConnectionKey.HashOf(Scope, Identity);

    /// <summary>The tenant that a connection belongs to.</summary>
    /// <param name="key">The connection.</param>
    /// <returns>Its tenant.</returns>
    public static TenantKey Of(ConnectionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(key.Scope, key.Identity);
    }
}
