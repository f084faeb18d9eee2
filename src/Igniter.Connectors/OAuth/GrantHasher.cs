namespace Igniter.Connectors;

/// <summary>
/// Tells connections apart that share a grant: the same client and account at the same provider, or where the account isn't known, the same refresh
/// token. Revoking one's tokens ends the others', too.
/// </summary>
internal sealed class GrantHasher(LookupHasher hasher)
{
    private const string OfAccount = "oauth-grant-account";
    private const string OfToken = "oauth-grant-token";

    public string Hash(OAuthRegistration registration, StoredGrant grant, OAuthAccount? account) =>
        account is null ? hasher.Hash(OfToken, grant.RefreshToken ?? grant.AccessToken) : hasher.Hash(OfAccount, AccountOf(registration, account));

    /// <summary>All hashes that connections of the same grant may have, those under older secrets included.</summary>
    public IEnumerable<string> HashesOf(ConnectionRecord record, OAuthRegistration registration)
    {
        HashSet<string> hashes = new(StringComparer.Ordinal);
        if (record.GrantHash is { } stored)
        {
            hashes.Add(stored);
        }

        if (GrantVault.InfoOf(record)?.Account is { } account)
        {
            for (int i = 0; i < hasher.Count; i++)
            {
                hashes.Add(hasher.Hash(OfAccount, AccountOf(registration, account), i));
            }
        }

        return hashes;
    }

    private static string AccountOf(OAuthRegistration registration, OAuthAccount account) =>
        ConnectionKey.HashOf(registration.Token.Address.GetLeftPart(UriPartial.Authority), registration.Client.ClientId, account.Id);
}
