namespace Igniter.Connectors.Analyzers;

/// <summary>Tells names that end like a secret's.</summary>
internal static class SecretNames
{
    /// <summary>Whether the name ends like a secret's: <c>BotToken</c>, <c>api_key</c>, <c>Credentials</c>; not <c>TokenCount</c>, <c>Keyboard</c>, <c>PublicSigningKey</c>.</summary>
    public static bool IsSecret(string name)
    {
        string plain = name.Replace("_", "").TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return EndsLikeSecret(plain) || (IsPlural(name) && EndsLikeSecret(plain.Substring(0, plain.Length - 1)));
    }

    /// <summary>Whether the name means several: <c>MaxTokens</c> is a count when it is a number.</summary>
    public static bool IsPlural(string name) => name.Length > 1 && name[name.Length - 1] is 's' or 'S';

    private static bool EndsLikeSecret(string name) => SecretEndings.All.Any(ending =>
        name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && !IsPublicKey(name.Substring(0, name.Length - ending.Length), ending));

    private static bool IsPublicKey(string before, string ending) =>
        before.EndsWith("public", StringComparison.OrdinalIgnoreCase) && ending.EndsWith("key", StringComparison.Ordinal);
}
