using System.Net;
using System.Text;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary>A request as it reached the authorization server.</summary>
internal sealed record ReceivedRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The body's fields in their order, decoded once. A field that is there twice is there twice.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; } =
    [
        .. from pair in Body.Split('&', StringSplitOptions.RemoveEmptyEntries)
           let end = pair.IndexOf('=', StringComparison.Ordinal)
           where end > 0
           select KeyValuePair.Create(WebUtility.UrlDecode(pair[..end]), WebUtility.UrlDecode(pair[(end + 1)..])),
    ];

    public string? this[string field] => Fields.SingleOrDefault(pair => pair.Key == field).Value;

    public bool Has(string field) => Fields.Any(pair => pair.Key == field);

    /// <summary>Id and secret of HTTP Basic authentication, form-decoded as RFC 6749 section 2.3.1 says; null without.</summary>
    public (string Id, string Secret)? Basic()
    {
        if (!Headers.TryGetValue("Authorization", out string? header) || !header.StartsWith("Basic ", StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..])).Split(':', 2);
        return (WebUtility.UrlDecode(parts[0]), WebUtility.UrlDecode(parts[1]));
    }
}

/// <summary>An answer that a test prescribes.</summary>
internal sealed record ScriptedAnswer(int Status, string Body = "", string ContentType = "application/json")
{
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>Runs before anything is answered: to wait, to move the clock.</summary>
    public Func<CancellationToken, Task> Before { get; init; } = _ => Task.CompletedTask;

    /// <summary>Makes the body that is sent from the prescribed one, once the request is known.</summary>
    public Func<ReceivedRequest, string, string> Fill { get; init; } = (_, body) => body;

    /// <summary>Ends the TCP connection instead of answering.</summary>
    public bool Reset { get; init; }

    /// <summary>Sends the body again and again until the client goes.</summary>
    public bool NeverEnds { get; init; }

    public static ScriptedAnswer Of(HttpStatusCode status, string body = "{}") => new((int)status, body);
}
