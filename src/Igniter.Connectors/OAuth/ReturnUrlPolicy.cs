using System.Buffers;

namespace Igniter.Connectors;

/// <summary>
/// Says where a browser may be sent in the end (RFC 9700 section 4.11.1): to a path of the application, or to an address on an allowed origin. An address
/// is used as it was given or not at all; nothing is made of its parts.
/// </summary>
internal sealed class ReturnUrlPolicy
{
    private const int Longest = 2048;
    private const int Decodings = 4;

    // What a Location header may hold, less the backslash, which browsers read as a slash.
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    private readonly string[] _origins;

    /// <param name="origins"><see cref="ConnectorsOptions.AllowedReturnOrigins"/>.</param>
    /// <exception cref="ConnectorException">CONNECTOR_CONFIGURATION_INVALID.</exception>
    public ReturnUrlPolicy(IEnumerable<string> origins) => _origins = [.. origins.Select(ReadOrigin)];

    /// <summary>Whether an address may be returned to.</summary>
    public bool Accepts(string? url)
    {
        if (url is not { Length: > 0 and <= Longest } || url.AsSpan().ContainsAnyExcept(Allowed))
        {
            return false;
        }

        if (url[0] == '/')
        {
            return IsSafePath(url);
        }

        return Array.Exists(_origins, origin =>
            url.StartsWith(origin, StringComparison.OrdinalIgnoreCase)
            && (url.Length == origin.Length || (url[origin.Length] is '/' or '?' or '#' && IsSafePath(url[origin.Length..]))));
    }

    /// <summary>Adds an error's code to an accepted address.</summary>
    public static string WithError(string url, string code)
    {
        int fragment = url.IndexOf('#', StringComparison.Ordinal);
        string target = fragment < 0 ? url : url[..fragment];
        char separator = target.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{target}{separator}error={code}{(fragment < 0 ? "" : url[fragment..])}";
    }

    /// <summary>A path without an empty segment, however often somebody decodes it: "//" begins another host.</summary>
    private static bool IsSafePath(string url)
    {
        int end = url.AsSpan().IndexOfAny('?', '#');
        string path = end < 0 ? url : url[..end];
        for (int i = 0; i < Decodings; i++)
        {
            if (path.Contains("//", StringComparison.Ordinal) || path.AsSpan().ContainsAnyInRange('\0', '\u001f') || path.AsSpan().ContainsAny('\\', '\u007f'))
            {
                return false;
            }

            string decoded = Uri.UnescapeDataString(path);
            if (decoded == path)
            {
                return true;
            }

            path = decoded;
        }

        return false;
    }

    private static string ReadOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
        && !text.Contains('*', StringComparison.Ordinal)
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new ConnectorException(
                ConnectorErrorCodes.ConnectorConfigurationInvalid,
                $"ConnectorsOptions.AllowedReturnOrigins holds {ConnectorErrors.Quote(text)}, which isn't an origin such as https://app.example.com.");
}
