using System.Text.Json;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

/// <summary>When events happen, and their values. That they are what the catalog says, CatalogTests show; failures are in FailureTests.</summary>
public sealed class EventTests
{
    [Fact]
    public async Task The_life_of_a_connection_is_told()
    {
        await using TestHost host = new();
        DemoScopedClient client = host.Client();

        await client.ConnectAsync(Config, cancellationToken: Token);
        await client.UpdateAsync(config => config with { Account = new DemoAccount { Name = "n", Password = "p" } }, Token);
        await client.DisableAsync(Token);
        await client.EnableAsync(Token);
        await client.DisconnectAsync(Token);

        Assert.Equal(
            ["connector.connected", "connector.updated", "connector.disabled", "connector.enabled", "connector.disconnected"], host.EventNames);
        ConnectorConnectedEvent connected = host.Events.OfType<ConnectorConnectedEvent>().Single();
        Assert.Equal("igniter.connectors.connector.connected", connected.Name);
        Assert.Equal(host.Time.GetUtcNow(), connected.Timestamp);
        Assert.Equal(("demo", "organization", "org_1", ""), (connected.Connector, connected.Scope, connected.Identity, connected.ConnectionName));
        Assert.Equal(
            new Dictionary<string, object>
            {
                ["ctx.connector.provider"] = "demo",
                ["ctx.connector.scope"] = "organization",
                ["ctx.connector.identity"] = "org_1",
                ["ctx.connector.encrypted"] = true,
                ["ctx.connector.encryptedFields"] = 1,
            },
            connected.Attributes);
        Assert.Equal(2, host.Events.OfType<ConnectorUpdatedEvent>().Single().Attributes["ctx.connector.encryptedFields"]);
    }

    [Fact]
    public async Task A_call_is_told_from_start_to_end()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        host.Demo.Echo = (_, _) =>
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(250));
            return new(new EchoOutput { Text = "canary" });
        };

        await client.EchoAsync("canary", cancellationToken: Token);

        Assert.Equal(["action.started", "action.completed"], host.EventNames);
        Assert.Equal("echo", host.Events.OfType<ActionStartedEvent>().Single().Attributes["ctx.action.name"]);
        ActionCompletedEvent completed = host.Events.OfType<ActionCompletedEvent>().Single();
        Assert.Equal(("echo", TimeSpan.FromMilliseconds(250)), (completed.Action, completed.Duration));
        Assert.Equal("echo", completed.Attributes["ctx.action.name"]);
        Assert.Equal(250.0, completed.Attributes["ctx.action.durationMs"]);
        Assert.Equal(true, completed.Attributes["ctx.action.success"]);
        Assert.All(host.Events, e => Assert.DoesNotContain("canary", e.ToString() + JsonSerializer.Serialize(e, e.GetType())));
    }

    [Fact]
    public async Task A_failed_call_is_told_with_its_code_and_message()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        host.Demo.Echo = (_, _) =>
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(5));
            throw new InvalidOperationException("canary");
        };

        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(() => client.EchoAsync("canary", cancellationToken: Token));

        ActionFailedEvent failed = host.Events.OfType<ActionFailedEvent>().Single();
        Assert.Equal((error.Code, error.Message), (failed.ErrorCode, failed.ErrorMessage));
        Assert.Equal(5.0, failed.Attributes["ctx.action.durationMs"]);
        Assert.Equal(false, failed.Attributes["ctx.action.success"]);
        Assert.Equal("CONNECTOR_ACTION_FAILED", failed.Attributes["ctx.error.code"]);
        Assert.Equal(error.Message, failed.Attributes["ctx.error.message"]);
        Assert.DoesNotContain("canary", failed.ToString());
    }

    [Fact]
    public async Task What_the_store_does_is_told()
    {
        await using TestHost host = new();
        DemoScopedClient client = host.Client();

        await client.ConnectAsync(Config, cancellationToken: Token);
        await client.DisableAsync(Token);
        await host.Scope().ListAsync(cancellationToken: Token);
        await client.DisconnectAsync(Token);

        AdapterEvent[] events = [.. host.Events.OfType<AdapterEvent>()];
        Assert.Equal(
            ["adapter.get", "adapter.upsert", "adapter.get", "adapter.update", "adapter.list", "adapter.get", "adapter.delete"],
            events.Select(e => e.Name["igniter.connectors.".Length..]));
        Assert.All(events, e => Assert.Equal(0.0, e.Attributes["ctx.adapter.durationMs"]));
        Assert.Equal([false, true, true], events.OfType<AdapterGetEvent>().Select(e => e.Attributes["ctx.adapter.found"]));
        Assert.Equal(1, events.OfType<AdapterListEvent>().Single().Attributes["ctx.adapter.count"]);
        AdapterUpsertEvent upsert = events.OfType<AdapterUpsertEvent>().Single();
        Assert.Equal(true, upsert.Attributes["ctx.adapter.inserted"]);
        Assert.Equal(true, upsert.Attributes["ctx.connector.encrypted"]);
        Assert.Equal(1, upsert.Attributes["ctx.connector.encryptedFields"]);
    }

    [Theory]
    [InlineData(IdentityDisclosure.AsIs)]
    [InlineData(IdentityDisclosure.Hashed)]
    [InlineData(IdentityDisclosure.Omitted)]
    public async Task S123_the_identity_is_told_as_it_is_as_a_keyed_hash_or_not_at_all(IdentityDisclosure disclosure)
    {
        List<object?> told = [];
        foreach ((string identity, string secret) in ((string, string)[])[("org_1", Secret), ("org_1", Secret), ("org_2", Secret), ("org_1", Secret + "!")])
        {
            await using TestHost host = new(build: builder => Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions
                .Configure<ConnectorsOptions>(builder.Services, options => (options.EventIdentity, options.Secret) = (disclosure, secret)));
            await host.Client(identity).ConnectAsync(Config, cancellationToken: Token);
            ConnectorEvent connected = host.Events.OfType<ConnectorConnectedEvent>().Single();
            Assert.Equal(identity, connected.Identity);
            told.Add(connected.Attributes.GetValueOrDefault("ctx.connector.identity"));
        }

        switch (disclosure)
        {
            case IdentityDisclosure.AsIs:
                Assert.Equal(["org_1", "org_1", "org_2", "org_1"], told);
                break;
            case IdentityDisclosure.Hashed:
                Assert.Equal(told[0], told[1]);
                Assert.Equal(3, told.Distinct().Count());
                Assert.All(told, value => Assert.Matches("^[0-9a-f]{32}$", (string)value!));
                break;
            default:
                Assert.All(told, Assert.Null);
                break;
        }
    }

    [Fact]
    public async Task What_callers_make_up_is_cut_in_attributes()
    {
        await using TestHost host = new();
        string identity = new('i', 2000);

        await host.Scope(identity).Action("demo", new string('a', 2000)).CallAsync(Json("{}"), Token);

        ActionFailedEvent failed = host.Events.OfType<ActionFailedEvent>().Single();
        Assert.Equal((2000, 2000), (failed.Identity.Length, failed.Action.Length));
        Assert.Equal(identity[..1000] + "…", failed.Attributes["ctx.connector.identity"]);
        Assert.All(failed.Attributes.Values.OfType<string>(), text => Assert.InRange(text.Length, 0, 1001));
    }

    [Fact]
    public async Task S120_events_serialize_with_their_members_and_without_secrets()
    {
        await using TestHost host = new();
        DemoScopedClient client = host.Client();
        await client.ConnectAsync(Config, cancellationToken: Token);
        await client.EchoAsync("canary", cancellationToken: Token);
        await Assert.ThrowsAsync<ConnectorException>(() => client.ConnectAsync(Config with { Limit = 0 }, cancellationToken: Token));

        foreach (ConnectorEvent e in host.Events)
        {
            string json = JsonSerializer.Serialize(e, e.GetType(), JsonSerializerOptions.Web);
            Assert.Equal(e.Name, Json(json).GetProperty("name").GetString());
            Assert.Equal("demo", Json(json).GetProperty("attributes").GetProperty("ctx.connector.provider").GetString());
            Assert.DoesNotContain("canary", json);
            Assert.DoesNotContain("canary", JsonSerializer.Serialize(e));
            Assert.DoesNotContain("canary", e.ToString());
        }
    }
}
