using System.Net;
using System.Text.RegularExpressions;

namespace Igniter.Connectors.AspNetCore.Tests.OAuth;

/// <summary>A browser without a window: keeps cookies, follows redirects one at a time, fills in the consent page.</summary>
internal sealed partial class HttpBrowser : IDisposable
{
    private readonly HttpClient _http;

    public HttpBrowser() => _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies });

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> GetAsync(Uri address) => _http.GetAsync(address, TestContext.Current.CancellationToken);

    /// <summary>Opens the consent page and presses a button; returns where that leads.</summary>
    public async Task<Uri> DecideAsync(Uri authorizationUrl, string decision = "allow", string account = "ada")
    {
        using HttpResponseMessage page = await GetAsync(authorizationUrl);
        string html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(page.StatusCode == HttpStatusCode.OK, html);
        var fields = HiddenField().Matches(html)
            .Select(match => KeyValuePair.Create(WebUtility.HtmlDecode(match.Groups[1].Value), WebUtility.HtmlDecode(match.Groups[2].Value)))
            .Append(new("account", account))
            .Append(new("decision", decision));
        using FormUrlEncodedContent form = new(fields);
        using HttpResponseMessage answer = await _http.PostAsync(new Uri(authorizationUrl.GetLeftPart(UriPartial.Path)), form, TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.Found, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return answer.Headers.Location!;
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)" ?/?>""")]
    private static partial Regex HiddenField();
}
