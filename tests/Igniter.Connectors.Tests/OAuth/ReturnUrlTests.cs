using System.Text;
using System.Text.Json;
using Igniter.Connectors.Tests.Engine;
using Igniter.Connectors.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Tests.OAuth;

public sealed class ReturnUrlTests
{
    private static readonly JsonElement[] Cases = [.. VectorFile.Read("return-urls.json").GetProperty("cases").EnumerateArray()];

    [Fact]
    public async Task S106_what_must_be_rejected_never_is_where_a_browser_goes()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        JsonElement[] cases = [.. Of("reject", "must")];
        Assert.Equal(361, cases.Length);

        foreach (JsonElement vector in cases)
        {
            string url = UrlOf(vector);
            ConnectorException error = await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorReturnUrlInvalid, () => host.AuthorizeAsync(url));
            Assert.DoesNotContain("evil", error.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task S106_what_must_be_accepted_is_where_a_browser_goes_unchanged()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        JsonElement[] cases = [.. Of("accept", "must")];
        Assert.Equal(16, cases.Length);

        foreach (JsonElement vector in cases)
        {
            ConnectorResponse response = await host.ConnectAsync(UrlOf(vector));
            Assert.Equal(UrlOf(vector), OAuthHost.LocationOf(response));
        }
    }

    [Fact]
    public async Task S106_whatever_else_is_accepted_stays_as_it_was_and_at_home()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        foreach (string url in Cases.Where(vector => Text(vector, "expected") == "either").Select(UrlOf))
        {
            AuthorizationRequest flow;
            try
            {
                flow = await host.AuthorizeAsync(url);
            }
            catch (ConnectorException error) when (error.Code == ConnectorErrorCodes.ConnectorReturnUrlInvalid)
            {
                continue;
            }

            ConnectorResponse success = await host.ReturnAsync(flow);
            Assert.Equal(url, OAuthHost.LocationOf(success));
            Assert.Equal("app.example.com", new Uri(new Uri(OAuthHost.BaseUrl), url).Host);
        }
    }

    [Fact]
    public async Task S106_without_a_return_URL_a_browser_goes_to_the_root_of_the_application()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();

        Assert.Equal("/", OAuthHost.LocationOf(await host.ConnectAsync()));
    }

    [Fact]
    public async Task S107_all_that_should_be_rejected_is()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        List<string> accepted = [];
        string[] urls = [.. Of("reject", "should").Select(UrlOf)];
        foreach (string url in urls)
        {
            try
            {
                await host.AuthorizeAsync(url);
                accepted.Add(url);
            }
            catch (ConnectorException error) when (error.Code == ConnectorErrorCodes.ConnectorReturnUrlInvalid)
            {
            }
        }

        Assert.Equal(41, urls.Length);
        Assert.Empty(accepted);
    }

    [Theory]
    [InlineData("https://spa.example.com")]
    [InlineData("https://spa.example.com/")]
    [InlineData("https://spa.example.com/back?x=1#y")]
    [InlineData("https://spa.example.com?x=1")]
    [InlineData("http://localhost:3000/back")]
    public async Task S108_an_address_on_an_allowed_origin_is_used_unchanged(string url)
    {
        await using OAuthHost host = await WithOriginsAsync("https://spa.example.com", "http://localhost:3000");

        Assert.Equal(url, OAuthHost.LocationOf(await host.ConnectAsync(url)));
    }

    [Theory]
    [InlineData("https://spa.example.com.evil.test/")]
    [InlineData("https://spa.example.comevil/")]
    [InlineData("https://spa.example.com@evil.test/")]
    [InlineData("https://spa.example.com:443@evil.test/")]
    [InlineData("https://user@spa.example.com/")]
    [InlineData("https://user:pass@spa.example.com/")]
    [InlineData("https://spa.example.com:444/")]
    [InlineData("https://evil.spa.example.com/")]
    [InlineData("https://evilspa.example.com/")]
    [InlineData("http://spa.example.com/")]
    [InlineData("https://spa.example.com\\@evil.test/")]
    [InlineData("https://spa.example.com//evil.test")]
    [InlineData("https:spa.example.com/")]
    [InlineData("https:/spa.example.com/")]
    [InlineData("https:///spa.example.com/")]
    [InlineData("//spa.example.com/")]
    [InlineData("http://localhost:30000/")]
    [InlineData("http://localhost/")]
    [InlineData("https://app.example.com.evil.test/")]
    [InlineData("javascript://spa.example.com/%0aalert(1)")]
    public async Task S108_an_address_on_no_allowed_origin_is_refused(string url)
    {
        await using OAuthHost host = await WithOriginsAsync("https://spa.example.com", "http://localhost:3000");

        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorReturnUrlInvalid, () => host.AuthorizeAsync(url));
    }

    [Theory]
    [InlineData("https://*.example.com")]
    [InlineData("https://spa.example.com/path")]
    [InlineData("https://user@spa.example.com")]
    [InlineData("https://spa.example.com?x")]
    [InlineData("http://spa.example.com")]
    [InlineData("spa.example.com")]
    [InlineData("*")]
    [InlineData("")]
    public async Task S108_what_is_no_origin_cannot_be_allowed(string origin) =>
        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorConfigurationInvalid, () => WithOriginsAsync(origin));

    [Fact]
    public async Task S108_an_error_is_added_to_an_address_without_changing_its_origin()
    {
        await using OAuthHost host = await WithOriginsAsync("https://spa.example.com");
        AuthorizationRequest flow = await host.AuthorizeAsync("https://spa.example.com");

        ConnectorResponse response = await host.SendAsync(flow, $"?error=access_denied&state={flow.State}");

        Uri location = new(OAuthHost.LocationOf(response));
        Assert.Equal(("spa.example.com", "?error=CONNECTOR_OAUTH_DENIED"), (location.Host, location.Query));
    }

    private static Task<OAuthHost> WithOriginsAsync(params string[] origins) => OAuthHost.StartAsync(build: builder =>
        builder.Services.Configure<ConnectorsOptions>(options =>
        {
            foreach (string origin in origins)
            {
                options.AllowedReturnOrigins.Add(origin);
            }
        }));

    private static IEnumerable<JsonElement> Of(string expected, string level) =>
        Cases.Where(vector => Text(vector, "expected") == expected && Text(vector, "level") == level);

    /// <summary>By way of Base64: some hold control characters.</summary>
    private static string UrlOf(JsonElement vector) => Encoding.UTF8.GetString(Convert.FromBase64String(Text(vector, "valueBase64")!));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
