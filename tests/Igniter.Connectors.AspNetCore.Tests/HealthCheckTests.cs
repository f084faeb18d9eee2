using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Igniter.Connectors.AspNetCore.Tests;

public sealed class HealthCheckTests
{
    private const string OldSecret = "the secret that was used before this one";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_that_answers_is_healthy_and_its_keys_are_told()
    {
        InMemoryConnectorStore store = new();
        await using ServiceProvider services = Build(WebHost.Secret, store);
        await ConnectAsync(services, "org_1");
        await ConnectAsync(services, "org_2");

        HealthReportEntry entry = await CheckAsync(services);

        Assert.Equal(HealthStatus.Healthy, entry.Status);
        string keyId = services.GetRequiredService<ConnectorManager>().Keys.CurrentKeyId;
        Assert.Equal(keyId, entry.Data["keyId"]);
        Assert.Equal(2, ((IReadOnlyDictionary<string, long>)entry.Data["recordsByKeyId"])[keyId]);
        Assert.Equal(0, entry.Data["needsReauthorization"]);
    }

    [Fact]
    public async Task S79_a_key_that_is_missing_is_unhealthy_and_says_how_many_rows_need_it()
    {
        InMemoryConnectorStore store = new();
        string oldKeyId;
        await using (ServiceProvider before = Build(OldSecret, store))
        {
            await ConnectAsync(before, "org_1");
            oldKeyId = before.GetRequiredService<ConnectorManager>().Keys.CurrentKeyId;
        }

        await using ServiceProvider services = Build(WebHost.Secret, store);
        await ConnectAsync(services, "org_2");

        HealthReportEntry entry = await CheckAsync(services);

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains(oldKeyId, entry.Description, StringComparison.Ordinal);
        Assert.StartsWith("1 ", entry.Description, StringComparison.Ordinal);
        Assert.Contains("IGNITER_SECRET_PREVIOUS", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_among_the_previous_ones_is_healthy()
    {
        InMemoryConnectorStore store = new();
        await using (ServiceProvider before = Build(OldSecret, store))
        {
            await ConnectAsync(before, "org_1");
        }

        await using ServiceProvider services = Build(WebHost.Secret, store, options => options.PreviousSecrets.Add(OldSecret));

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services)).Status);
    }

    [Fact]
    public async Task Grants_that_need_reauthorization_are_counted_and_stay_healthy()
    {
        InMemoryConnectorStore store = new();
        await using ServiceProvider services = Build(WebHost.Secret, store);
        await ConnectAsync(services, "org_1");
        await ConnectAsync(services, "org_2");
        ConnectionRecord record = (await store.GetAsync(new ConnectionKey("organization", "org_1", "note", ""), Token))!;
        await store.UpdateAsync(record with { Status = ConnectionStatus.NeedsReauthorization, Version = record.Version + 1 }, Token);

        HealthReportEntry entry = await CheckAsync(services);

        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.Equal(1, entry.Data["needsReauthorization"]);
    }

    [Fact]
    public async Task A_store_that_fails_is_unhealthy_and_its_own_words_stay_inside()
    {
        await using ServiceProvider services = Build(WebHost.Secret, new BrokenStore("Host=db;Password=canary"));

        HealthReportEntry entry = await CheckAsync(services);

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal(ConnectorErrorCodes.ConnectorDatabaseFailed, entry.Data["code"]);
        Assert.Null(entry.Exception);
        Assert.DoesNotContain("canary", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unfit_secret_is_unhealthy_and_not_told()
    {
        await using ServiceProvider services = Build("canary", new InMemoryConnectorStore());

        HealthReportEntry entry = await CheckAsync(services);

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal(ConnectorErrorCodes.ConnectorEncryptionSecretRequired, entry.Data["code"]);
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(entry.Data) + entry.Description, StringComparison.Ordinal);
    }

    private static ServiceProvider Build(string secret, IConnectorStore store, Action<ConnectorsOptions>? configure = null)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddIgniterConnectors(options =>
        {
            options.Secret = secret;
            configure?.Invoke(options);
        }).AddConnectors().UseStore(store);
        services.AddHealthChecks().AddConnectorsHealthCheck();
        return services.BuildServiceProvider();
    }

    private static Task ConnectAsync(ServiceProvider services, string organization) =>
        services.GetRequiredService<ConnectorManager>().Organization(organization).Note.ConnectAsync(new() { Token = "canary" }, cancellationToken: Token);

    private static async Task<HealthReportEntry> CheckAsync(ServiceProvider services) =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token)).Entries["igniter-connectors"];
}
