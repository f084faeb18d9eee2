namespace Igniter.Connectors.Descriptors;

/// <summary>What the keys of connectors and scopes, and names and identities given at run time, may look like.</summary>
internal static class ConnectorNames
{
    private const int LongestKey = 64;

    /// <summary>Whether a text fits as the key of a connector or scope: <c>[a-z][a-z0-9_-]*</c>, at most 64 characters.</summary>
    public static bool IsKey(string text) =>
        text.Length is > 0 and <= LongestKey
        && char.IsAsciiLetterLower(text[0])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-');

    /// <summary>Whether every store can keep a text as it is: no NUL (PostgreSQL), no surrogate without its other half (UTF-8).</summary>
    public static bool IsStorable(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
            {
                return false;
            }

            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }
}
