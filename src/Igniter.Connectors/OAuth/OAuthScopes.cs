namespace Igniter.Connectors;

/// <summary>Scopes as providers write them.</summary>
internal static class OAuthScopes
{
    /// <summary>Splits at white space and commas: answers use either, whatever the request used.</summary>
    public static string[] Split(string text) => [.. text.Split([' ', ',', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
