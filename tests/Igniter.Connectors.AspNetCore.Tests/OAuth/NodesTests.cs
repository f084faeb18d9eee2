using Gateway.AuthorizationServer;
using Igniter.Connectors.OAuthNode;
using Igniter.Connectors.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Igniter.Connectors.AspNetCore.Tests.OAuth;

/// <summary>Real processes that share one PostgreSQL database and one rotating refresh token.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private readonly string _database = "igniter_" + Guid.NewGuid().ToString("N");
    private readonly Faults _faults = new();
    private string _connectionString = null!;
    private BundledAuthorizationServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connectionString = new NpgsqlConnectionStringBuilder(PostgresServer.Shared.ConnectionString) { Database = _database }.ConnectionString;
        await using (CloudContext context = new(new DbContextOptionsBuilder<CloudContext>().UseNpgsql(_connectionString).Options))
        {
            await context.Database.EnsureCreatedAsync(Token);
        }

        _server = await BundledAuthorizationServer.StartAsync(new()
        {
            AccessTokenLifetime = TimeSpan.FromSeconds(2),
            Clients = [new(Cloud.ClientId, Cloud.ClientSecret, new Uri("http://localhost:1/connectors/cloud/oauth/callback"))],
            Before = _faults.Use,
        }, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await using CloudContext context = new(new DbContextOptionsBuilder<CloudContext>().UseNpgsql(_connectionString).Options);
        await context.Database.EnsureDeletedAsync(CancellationToken.None);
    }

    [Fact]
    public async Task S41_two_processes_renew_one_token_for_twenty_lifetimes_without_a_reuse()
    {
        await using ConnectorManager manager = Build();
        await ConnectAsync(manager, "acme");
        using NodeProcess first = await NodeProcess.StartAsync(_connectionString, _server.Issuer, "acme", parallel: 25);
        using NodeProcess second = await NodeProcess.StartAsync(_connectionString, _server.Issuer, "acme", parallel: 25);

        await WaitForAsync(() => Task.FromResult(_server.Log.CountTokens("refresh_token") >= 20));
        NodeSummary[] summaries = [await first.StopAsync(), await second.StopAsync()];

        // On a busy machine a token of two seconds may expire on its way to the API, twice in a row; nothing else may go wrong.
        Assert.Equal(0, _server.Log.Reuses);
        Assert.All(summaries, summary => Assert.True(summary.Worked >= summary.Calls * 0.9, summary.ToString()));
        Assert.All(summaries, summary => Assert.True(summary.Codes is "" or ConnectorErrorCodes.ConnectorActionFailed, summary.ToString()));
        Assert.Equal(ConnectionStatus.Active, (await manager.Organization("acme").Cloud.GetAsync(Token))?.Status);
    }

    [Fact]
    public async Task S53_kill_between_answer_and_commit_costs_one_grant_and_one_failing_renewal()
    {
        await using ConnectorManager manager = Build();
        await ConnectAsync(manager, "acme");
        await ConnectAsync(manager, "globex");
        Hold answer = new();
        _faults.Add(ServerPaths.Token, answer.After);

        // The node has its answer and waits for the row, which somebody else has locked; then it dies.
        using (NodeProcess node = await NodeProcess.StartAsync(_connectionString, _server.Issuer, "acme", parallel: 1))
        {
            await answer.Arrived;
            await using NpgsqlConnection connection = new(_connectionString);
            await connection.OpenAsync(Token);
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Token);
            await using (NpgsqlCommand lockAll = new("SELECT 1 FROM igniter_connections FOR UPDATE", connection, transaction))
            {
                await lockAll.ExecuteNonQueryAsync(Token);
            }

            answer.Release();
            await WaitForAsync(IsSomebodyWaitingAsync);
            node.Kill();

            // The database hears of the death only when it answers; until then it would still do what it was told.
            await using NpgsqlCommand terminate = new(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", connection, transaction);
            await terminate.ExecuteNonQueryAsync(Token);
        }

        // Another node, once the dead one's lease is over.
        int refreshes = _server.Log.CountTokens("refresh_token");
        FakeTimeProvider later = new(DateTimeOffset.UtcNow + TimeSpan.FromMinutes(10));
        await using ConnectorManager survivor = Build(later);
        for (int i = 0; i < 3; i++)
        {
            ConnectorException exception = await Assert.ThrowsAsync<ConnectorException>(() => survivor.Organization("acme").Cloud.ListNotesAsync(Token));
            Assert.Equal(ConnectorErrorCodes.ConnectorReauthorizationRequired, exception.Code);
        }

        Assert.Equal(refreshes + 1, _server.Log.CountTokens("refresh_token"));
        Assert.Single(await survivor.Organization("globex").Cloud.ListNotesAsync(Token));
        await ConnectAsync(survivor, "acme");
        Assert.Single(await survivor.Organization("acme").Cloud.ListNotesAsync(Token));
    }

    private ConnectorManager Build(TimeProvider? time = null)
    {
        ConnectorsBuilder builder = ConnectorManager.CreateBuilder(options =>
        {
            options.Secret = Cloud.Secret;
            options.BaseUrl = "http://localhost:1";
        }).AddCloud(_server.Issuer).UsePostgres(_connectionString);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        return builder.Build();
    }

    /// <summary>The flow without a web framework: the core answers the callback itself.</summary>
    private static async Task ConnectAsync(ConnectorManager manager, string tenant)
    {
        using HttpBrowser browser = new();
        AuthorizationRequest flow = await manager.Organization(tenant).Cloud.AuthorizeAsync(new() { ReturnUrl = "/done" }, Token);
        Uri callback = await browser.DecideAsync(flow.AuthorizationUrl);
        ConnectorResponse end = await manager.HandleAsync(new ConnectorRequest
        {
            Method = "GET",
            Path = callback.AbsolutePath,
            Query = callback.Query,
            Headers = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["Cookie"] = $"{flow.BindingCookieName}={flow.BindingCookieValue}" },
        }, Token);
        Assert.Equal("/done", end.Headers["Location"]);
    }

    private async Task<bool> IsSomebodyWaitingAsync()
    {
        await using NpgsqlConnection connection = new(_connectionString);
        await connection.OpenAsync(Token);
        await using NpgsqlCommand command = new("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", connection);
        return (long)(await command.ExecuteScalarAsync(Token))! > 0;
    }

    private static async Task WaitForAsync(Func<Task<bool>> condition)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(50));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
