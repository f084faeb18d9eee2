using System.Text.Json;
using Igniter.Connectors.Descriptors;
using Igniter.Connectors.Tests.Engine;

namespace Igniter.Connectors.Tests.OAuth;

public sealed class EndpointTemplateTests
{
    private static readonly OAuthValueDefinition Value = new("Endpoint", IsEnum: false, config => ((DemoConfig)config).Endpoint);

    [Theory]
    [InlineData("acme")]
    [InlineData("acme-shop_1")]
    [InlineData("A1")]
    public async Task S116_a_label_becomes_part_of_the_host(string value)
    {
        await using OAuthHost host = await StartAsync("https://{Endpoint}.shop.test/authorize");

        AuthorizationRequest flow = await AuthorizeAsync(host, value);

        Assert.Equal(value.ToLowerInvariant() + ".shop.test", flow.AuthorizationUrl.Host);
        Assert.Equal("/authorize", flow.AuthorizationUrl.AbsolutePath);
    }

    public static TheoryData<string> Unfit =>
    [
        "", " ", "evil.com/", "evil.com", "a@evil", "user:pass@evil", "evil.com#", "evil.com?", "evil#", "a/b", "a\\b", "127.0.0.1", "[::1]", "169.254.169.254", "%2e", "a%2eb",
        "%00", "a\r\nb", "a b", "-a", "a-", ".", "..", "a.", ".a", "é", "ｅｖｉｌ", "evil。com", "a\u00adb", "{Endpoint}", "evil.com:443", "localhost:80", "a\0",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ];

    [Theory]
    [MemberData(nameof(Unfit))]
    public async Task S116_what_is_not_one_label_is_refused(string value)
    {
        await using OAuthHost host = await StartAsync("https://{Endpoint}.shop.test/authorize");

        ConnectorException error = await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => AuthorizeAsync(host, value));

        Assert.Equal("endpoint", Assert.Single(error.Metadata.Errors).Path);
        Assert.Empty(host.Server.Requests);
    }

    [Theory]
    [InlineData("login.acme.example", true)]
    [InlineData("localhost", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("2130706433", false)]
    [InlineData("0x7f.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("[::1]", false)]
    [InlineData("acme.example:8443", false)]
    [InlineData("acme.example/", false)]
    [InlineData("u@acme.example", false)]
    [InlineData("acme..example", false)]
    public async Task S116_a_value_that_is_the_whole_host_is_a_DNS_name(string value, bool isFit)
    {
        await using OAuthHost host = await StartAsync("https://{Endpoint}/authorize");

        if (isFit)
        {
            Assert.Equal(value, (await AuthorizeAsync(host, value)).AuthorizationUrl.Host);
        }
        else
        {
            await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => AuthorizeAsync(host, value));
        }
    }

    [Theory]
    [InlineData("acme.v2~x", true)]
    [InlineData("..", false)]
    [InlineData(".", false)]
    [InlineData("a/b", false)]
    [InlineData("a%2fb", false)]
    [InlineData("a?b", false)]
    [InlineData("a#b", false)]
    [InlineData("", false)]
    public async Task S116_a_value_in_the_path_is_one_segment(string value, bool isFit)
    {
        await using OAuthHost host = await StartAsync("https://login.test/{Endpoint}/authorize");

        if (isFit)
        {
            Assert.Equal($"/{value}/authorize", (await AuthorizeAsync(host, value)).AuthorizationUrl.AbsolutePath);
        }
        else
        {
            await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => AuthorizeAsync(host, value));
        }
    }

    [Theory]
    [InlineData("https://login.test/authorize?x={Endpoint}")]
    [InlineData("{Endpoint}://login.test/authorize")]
    [InlineData("http://{Endpoint}.login.test/authorize")]
    [InlineData("https://{Endpoint/authorize")]
    [InlineData("https://{}.login.test/authorize")]
    [InlineData("https://{Endpoint}@login.test/authorize")]
    [InlineData("https://{Limit}.login.test/authorize")]
    [InlineData("https://{Unknown}.login.test/authorize")]
    public async Task S116_an_endpoint_holds_checked_properties_in_host_and_path_only(string endpoint) =>
        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorConfigurationInvalid, () => StartAsync(endpoint));

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    public void S117_addresses_of_networks_that_are_not_public_are_known(string address) =>
        Assert.False(NetworkGuard.IsPublic(System.Net.IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700:4700::1111")]
    public void S117_public_addresses_are_known(string address) => Assert.True(NetworkGuard.IsPublic(System.Net.IPAddress.Parse(address)));

    private static Task<OAuthHost> StartAsync(string endpoint) => OAuthHost.StartAsync(new OAuthHost.Setup
    {
        Declare = definition =>
        {
            definition.HasConfig = true;
            definition.OAuthValues = [Value];
            definition.OAuth!.AuthorizationEndpoint = endpoint;
        },
    });

    private static Task<AuthorizationRequest> AuthorizeAsync(OAuthHost host, string value) => host.Test.Scope().AuthorizeAsync(
        DemoConnector.Key,
        new AuthorizeOptions<JsonElement> { Config = TestHost.Json($$"""{"token":"t","endpoint":{{JsonSerializer.Serialize(value)}}}""") },
        OAuthHost.Token);
}
