using System.Text.Json;

namespace Igniter.Connectors;

/// <summary>Reads an account from a user-info answer in the spellings that are around.</summary>
internal static class UserInfoParser
{
    private static readonly string[] Ids = ["sub", "id", "user_id", "userId", "account_id", "accountId", "uid", "uuid", "open_id", "openid"];
    private static readonly string[] Containers = ["data", "user", "account", "resource", "response", "me"];

    /// <returns>The account; <see langword="null"/> when it has no id.</returns>
    public static OAuthAccount? Read(JsonElement answer)
    {
        if (ReadObject(answer) is { } account)
        {
            return account;
        }

        foreach (string name in Containers)
        {
            if (ProviderJson.Member(answer, name) is { ValueKind: JsonValueKind.Object } inner && ReadObject(inner) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static OAuthAccount? ReadObject(JsonElement json)
    {
        foreach (string name in Ids)
        {
            if (ProviderJson.Member(json, name) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value
                && ProviderJson.Scalar(value) is { Length: > 0 } id)
            {
                return new OAuthAccount
                {
                    Id = id,
                    Name = ProviderJson.Text(json, "name", "display_name", "displayName", "full_name", "preferred_username", "username", "login", "handle"),
                    Email = ProviderJson.Text(json, "email", "email_address", "mail"),
                };
            }
        }

        return null;
    }
}
