using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.AspNetCore.Tests;

/// <summary>A delivery's address is hidden from everybody else, and the endpoint gets it as it was sent.</summary>
public sealed class AddressTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "")]
    [InlineData("", "?tag=1")]
    [InlineData("/mounted", "")]
    [InlineData("/mounted", "?tag=1")]
    public async Task A_delivery_comes_with_the_address_that_its_sender_used(string mount, string query)
    {
        await using WebHost host = await StartAsync(app =>
        {
            app.UsePathBase(mount);
            app.UseRouting();
            app.MapIgniterConnectors();
        });
        Uri url = await ConnectAsync(host);

        using HttpResponseMessage there = await SendAsync(host, mount + url.AbsolutePath + query, url.AbsoluteUri + query);
        using HttpResponseMessage elsewhere = await SendAsync(host, mount + url.AbsolutePath + query, url.AbsoluteUri + "?tag=2");

        Assert.Equal(HttpStatusCode.OK, there.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, elsewhere.StatusCode);
    }

    /// <summary>Who listens to requests decides whether the guard is asked before the request begins, told when it did, or both.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Hiding_the_address_twice_loses_nothing(bool listensFirst)
    {
        await using WebHost host = await StartAsync(app =>
        {
            DiagnosticListener listener = app.Services.GetRequiredService<DiagnosticListener>();
            Activities first = new();
            if (listensFirst)
            {
                listener.Subscribe(first);
            }

            app.MapIgniterConnectors();
            if (!listensFirst)
            {
                listener.Subscribe(first);
            }
        });
        Uri url = await ConnectAsync(host);

        using HttpResponseMessage response = await SendAsync(host, url.AbsolutePath + "?tag=1", url.AbsoluteUri + "?tag=1");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task S100_what_comes_before_the_endpoint_sees_the_path_without_the_secret_and_no_query()
    {
        List<string> seen = [];
        await using WebHost host = await StartAsync(app =>
        {
            app.Use((context, next) =>
            {
                seen.Add(context.Request.Path + context.Request.QueryString.Value);
                seen.Add(context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget);
                seen.AddRange(context.Items.Values.Concat(context.Features.Select(feature => feature.Value)).Select(value => $"{value}"));
                return next(context);
            });
            app.MapIgniterConnectors();
        });
        Uri url = await ConnectAsync(host);

        using HttpResponseMessage response = await SendAsync(host, url.AbsolutePath + "?tag=1", url.AbsoluteUri + "?tag=1");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["/connectors/hook/webhook/-", "/connectors/hook/webhook/-"], seen.Take(2));
        Assert.All(seen, text => Assert.DoesNotContain(url.Segments[^1], text, StringComparison.Ordinal));
        Assert.All(seen, text => Assert.DoesNotContain("tag=1", text, StringComparison.Ordinal));
    }

    private static Task<WebHost> StartAsync(Action<WebApplication> map) =>
        WebHost.StartAsync(map, options: options => options.BaseUrl = "https://app.example.com");

    private static async Task<Uri> ConnectAsync(WebHost host) => (await host.Manager.Organization("acme").Hook.ConnectAsync(cancellationToken: Token)).WebhookUrl!;

    private static async Task<HttpResponseMessage> SendAsync(WebHost host, string path, string address)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent("\"payload\"") };
        request.Headers.Add(HookConnector.AddressHeader, address);
        return await host.Client.SendAsync(request, Token);
    }

    /// <summary>Wants an activity for every request.</summary>
    private sealed class Activities : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value)
        {
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
