namespace Igniter.Connectors.AspNetCore.Tests.Gateway;

/// <summary>The sample in a real browser, as its README promises it.</summary>
public sealed class GatewayTests
{
    [Fact]
    public async Task Person_connects_uses_watches_and_disconnects()
    {
        using GatewayProcess gateway = await GatewayProcess.StartAsync(accessTokenSeconds: 3);
        await using Chromium browser = await Chromium.StartAsync();
        await SignInAsync(browser, gateway);

        await browser.ClickAsync("#connect");
        await browser.ClickAsync("#allow");
        await browser.WaitForAsync("document.querySelector('#status')?.textContent == 'Active'");
        Assert.Equal(gateway.Address.AbsoluteUri, await browser.EvaluateAsync("location.href"));
        Assert.Equal("Ada Lovelace", await browser.EvaluateAsync("document.querySelector('#account').textContent"));

        await browser.EvaluateAsync("document.querySelector('[name=text]').value = 'Feed the <cat>'");
        await browser.ClickAsync("#add");
        await browser.WaitForAsync(Live("#notes", "Feed the <cat>"));
        await browser.WaitForAsync(Live("#events", "oauth.refreshed"));
        await browser.WaitForAsync($"{Live("#notes", "Feed the <cat>")} && !document.querySelector('iframe').contentDocument.querySelector('#error')");

        await browser.ClickAsync("#disconnect");
        await browser.WaitForAsync("document.querySelector('#connect')");
        Assert.Equal("true", await browser.EvaluateAsync("document.querySelector('#status') == null"));
    }

    [Fact]
    public async Task Person_says_no()
    {
        using GatewayProcess gateway = await GatewayProcess.StartAsync(accessTokenSeconds: 60);
        await using Chromium browser = await Chromium.StartAsync();
        await SignInAsync(browser, gateway);

        await browser.ClickAsync("#connect");
        await browser.ClickAsync("#deny");

        await browser.WaitForAsync($"document.querySelector('#error')?.textContent == '{ConnectorErrorCodes.ConnectorOAuthDenied}'");
        await browser.WaitForAsync("document.querySelector('#connect')");
    }

    [Fact]
    public async Task Organizations_do_not_share_a_connection()
    {
        using GatewayProcess gateway = await GatewayProcess.StartAsync(accessTokenSeconds: 60);
        await using Chromium browser = await Chromium.StartAsync();
        await SignInAsync(browser, gateway);
        await browser.ClickAsync("#connect");
        await browser.ClickAsync("#allow");
        await browser.WaitForAsync("document.querySelector('#status')");

        await browser.EvaluateAsync("document.querySelector('[name=organization]').value = 'globex'");
        await browser.ClickAsync("#choose");

        await browser.WaitForAsync("document.querySelector('#organization')?.textContent == 'globex' && document.querySelector('#connect')");
    }

    private static async Task SignInAsync(Chromium browser, GatewayProcess gateway)
    {
        await browser.OpenAsync(gateway.Address);
        await browser.ClickAsync("#sign-in");
        await browser.ClickAsync("#choose");
        await browser.WaitForAsync("document.querySelector('#organization')?.textContent == 'acme'");
    }

    private static string Live(string selector, string text) =>
        $"document.querySelector('iframe')?.contentDocument?.querySelector('{selector}')?.textContent.includes('{text}')";
}
