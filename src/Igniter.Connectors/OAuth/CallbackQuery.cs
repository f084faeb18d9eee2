using System.Net;

namespace Igniter.Connectors;

/// <summary>An authorization response's query (RFC 6749 section 4.1.2), read strictly: what is there twice, or too much, is refused.</summary>
internal sealed class CallbackQuery
{
    private const int Longest = 16 * 1024;
    private const int LongestCode = 4096;

    /// <summary>What other flows than the code flow answer: this one never asks for it.</summary>
    private static readonly string[] Foreign = ["access_token", "id_token", "response"];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private CallbackQuery()
    {
    }

    public string? State => _values.GetValueOrDefault("state");

    public string? Code => _values.GetValueOrDefault("code");

    public string? Error => _values.GetValueOrDefault("error");

    public string? Issuer => _values.GetValueOrDefault("iss");

    /// <returns>The query; <see langword="null"/> when it can't be an answer to a request of ours.</returns>
    public static CallbackQuery? Parse(string text)
    {
        if (text.Length > Longest)
        {
            return null;
        }

        CallbackQuery query = new();
        foreach (string pair in text.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int end = pair.IndexOf('=', StringComparison.Ordinal);
            string name = WebUtility.UrlDecode(end < 0 ? pair : pair[..end]);
            if (!query._values.TryAdd(name, end < 0 ? "" : WebUtility.UrlDecode(pair[(end + 1)..])) && name is "state" or "code" or "iss" or "error")
            {
                return null;
            }
        }

        bool isForeign = Array.Exists(Foreign, query._values.ContainsKey);
        bool isContradictory = query.Code is not null && query.Error is not null;
        return isForeign || isContradictory || !FlowStates.IsState(query.State) || query.Code?.Length > LongestCode ? null : query;
    }

    /// <summary>The values of the fields that a connector keeps.</summary>
    public Dictionary<string, string> Capture(string[] fields)
    {
        Dictionary<string, string> captured = new(StringComparer.Ordinal);
        foreach (string field in fields.Where(field => field is not ("state" or "code")))
        {
            if (_values.TryGetValue(field, out string? value))
            {
                captured[field] = value;
            }
        }

        return captured;
    }
}
