using System.Buffers;
using System.Net;

namespace Igniter.Connectors;

/// <summary>
/// An endpoint's address that may hold <c>{ConfigProperty}</c> in its host or path. A value in the host is one DNS label, or where it is the whole host a
/// DNS name; in the path it is one segment. So a tenant's value can't lead a request to another server.
/// </summary>
internal sealed class EndpointTemplate
{
    private const int LongestLabel = 63;

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    private static readonly SearchValues<char> SegmentCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~");

    private readonly string _text;
    private readonly int _authorityStart;
    private readonly int _authorityEnd;

    public EndpointTemplate(string text)
    {
        _text = text;
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        _authorityStart = scheme < 0 ? 0 : scheme + 3;
        int end = text.AsSpan(_authorityStart).IndexOfAny('/', '?', '#');
        _authorityEnd = end < 0 ? text.Length : _authorityStart + end;
        Names = [.. FindNames(text).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The properties that it holds.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The names of the parameters in its query.</summary>
    public IEnumerable<string> ParameterNames =>
        from pair in _text[(_text.IndexOf('?') is var start and >= 0 ? start + 1 : _text.Length)..].Split('&', StringSplitOptions.RemoveEmptyEntries)
        select WebUtility.UrlDecode(pair.Split('=')[0]);

    /// <summary>Whether a tenant's value decides about the host.</summary>
    public bool HostIsTenants => _text.AsSpan(_authorityStart, _authorityEnd - _authorityStart).Contains('{');

    /// <summary>What is wrong with it; <see langword="null"/> for nothing.</summary>
    public string? FindProblem()
    {
        string probe = _text;
        foreach (string name in Names)
        {
            probe = probe.Replace($"{{{name}}}", "x", StringComparison.OrdinalIgnoreCase);
        }

        bool isAddress = Uri.TryCreate(probe, UriKind.Absolute, out Uri? uri) && (uri.Scheme is "https" or "http");
        return uri switch
        {
            _ when probe.AsSpan().ContainsAny('{', '}') || Names.Any(name => name.Length == 0) => "has braces that don't enclose the name of a configuration property",
            null => "isn't an absolute https address",
            _ when !isAddress => "isn't an absolute https address",
            _ when uri.Scheme == Uri.UriSchemeHttp && (HostIsTenants || !uri.IsLoopback) => "isn't https, which only an address on loopback may do without",
            _ when uri.UserInfo.Length > 0 => "has a user name in it",
            _ when _text.Contains('#') => "has a fragment (RFC 6749 section 3.1)",
            _ when FindNames(_text.Contains('?') ? _text[_text.IndexOf('?')..] : "").Any() => "holds a configuration property in its query",
            _ => null,
        };
    }

    /// <param name="values">The properties' values.</param>
    /// <param name="isDevelopers">Whether a property's values are the developer's, an enum's: one such as <c>com.au</c> may end a host.</param>
    /// <returns>The address; <see langword="null"/> when a value is missing or unfit.</returns>
    public OAuthEndpoint? Resolve(IReadOnlyDictionary<string, string> values, Predicate<string> isDevelopers)
    {
        if (Names.Count == 0)
        {
            return new OAuthEndpoint(new Uri(_text), false);
        }

        string text = _text;
        foreach (string name in Names)
        {
            int start = _text.IndexOf($"{{{name}}}", StringComparison.OrdinalIgnoreCase);
            bool isInHost = start >= _authorityStart && start < _authorityEnd;
            bool isWholeHost = isInHost && start == _authorityStart && start + name.Length + 2 == _authorityEnd;
            bool isFit = values.TryGetValue(name, out string? value)
                && ((isInHost && IsLabel(value) && !isWholeHost) || (isInHost && IsHost(value) && (isWholeHost || isDevelopers(name))) || (!isInHost && IsSegment(value)));
            if (!isFit)
            {
                return null;
            }

            text = text.Replace($"{{{name}}}", value!, StringComparison.OrdinalIgnoreCase);
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) ? new OAuthEndpoint(uri, HostIsTenants) : null;
    }

    private static bool IsLabel(ReadOnlySpan<char> value) =>
        value.Length is > 0 and <= LongestLabel && !value.ContainsAnyExcept(LabelCharacters) && value[0] != '-' && value[^1] != '-';

    private static bool IsHost(string value)
    {
        string[] labels = value.Split('.');
        return labels.Length >= 2 && Array.TrueForAll(labels, label => IsLabel(label)) && !char.IsAsciiDigit(labels[^1][0]);
    }

    private static bool IsSegment(string value) =>
        value.Length is > 0 and <= 255 && !value.AsSpan().ContainsAnyExcept(SegmentCharacters) && value is not ("." or "..");

    private static IEnumerable<string> FindNames(string text)
    {
        for (int start = text.IndexOf('{'); start >= 0; start = text.IndexOf('{', start + 1))
        {
            int end = text.IndexOf('}', start);
            if (end < 0)
            {
                yield break;
            }

            yield return text[(start + 1)..end];
        }
    }
}
