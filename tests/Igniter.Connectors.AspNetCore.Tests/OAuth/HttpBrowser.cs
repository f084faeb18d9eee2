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
        Uri form = new(authorizationUrl.GetLeftPart(UriPartial.Path));
        return await SubmitAsync(authorizationUrl, form, ("account", account), ("decision", decision));
    }

    /// <summary>Opens a page, fills in a form of it and sends that; returns where it leads. Hidden fields of several forms on one page have to be the same.</summary>
    public async Task<Uri> SubmitAsync(Uri page, Uri form, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage opened = await GetAsync(page);
        string html = await opened.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(opened.StatusCode == HttpStatusCode.OK, html);
        using FormUrlEncodedContent content = new(HiddenField().Matches(html)
            .Select(match => KeyValuePair.Create(WebUtility.HtmlDecode(match.Groups[1].Value), WebUtility.HtmlDecode(match.Groups[2].Value)))
            .DistinctBy(field => field.Key)
            .Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
        using HttpResponseMessage answer = await _http.PostAsync(form, content, TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.Found, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return answer.Headers.Location!;
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)" ?/?>""")]
    private static partial Regex HiddenField();
}
