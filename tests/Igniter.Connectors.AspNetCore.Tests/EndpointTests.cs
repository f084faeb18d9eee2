using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Igniter.Connectors.AspNetCore.Tests;

public sealed class EndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/connectors/none/webhook/secret")]
    [InlineData("/connectors/note/webhook/secret")]
    [InlineData("/connectors/no%2Fte/webhook/secret")]
    public async Task S101_strange_addresses_are_not_found(string path)
    {
        await using WebHost host = await WebHost.StartAsync(app => app.MapIgniterConnectors());

        using HttpResponseMessage response = await host.Client.PostAsync(path, new ByteArrayContent([]), Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task S105_an_error_is_problem_details_of_four_members()
    {
        await using WebHost host = await WebHost.StartAsync(app => app.MapIgniterConnectors());

        using HttpResponseMessage response = await host.Client.PostAsync("/connectors/note/webhook/secret", new ByteArrayContent([]), Token);

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(["type", "title", "status", "code"], problem.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(404, problem.RootElement.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task The_base_path_is_an_option()
    {
        await using WebHost host = await WebHost.StartAsync(app => app.MapIgniterConnectors(), options: options => options.BasePath = "/api/hooks");

        using HttpResponseMessage there = await host.Client.PostAsync("/api/hooks/note/webhook/secret", new ByteArrayContent([]), Token);
        using HttpResponseMessage elsewhere = await host.Client.PostAsync("/connectors/note/webhook/secret", new ByteArrayContent([]), Token);

        Assert.Equal("application/problem+json", there.Content.Headers.ContentType?.MediaType);
        Assert.Null(elsewhere.Content.Headers.ContentType);
    }

    [Fact]
    public async Task A_group_that_moves_the_endpoints_away_from_the_base_path_is_refused()
    {
        await using WebHost host = await WebHost.StartAsync(app =>
        {
            app.MapGroup("/api").MapIgniterConnectors();
            ConnectorException exception = Assert.Throws<ConnectorException>(() => ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).ToList());
            Assert.Equal(ConnectorErrorCodes.ConnectorConfigurationInvalid, exception.Code);
            Assert.Contains("/api/connectors", exception.Message, StringComparison.Ordinal);
            ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.Clear();
        });
    }

    [Fact]
    public async Task Only_the_path_after_the_mount_counts()
    {
        await using WebHost host = await WebHost.StartAsync(app =>
        {
            app.UsePathBase("/mounted");
            app.UseRouting();
            app.MapIgniterConnectors();
        });

        using HttpResponseMessage response = await host.Client.PostAsync("/mounted/connectors/note/webhook/secret", new ByteArrayContent([]), Token);

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
