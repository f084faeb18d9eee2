using CsCheck;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class ScopeTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\u00a0\u2003\n")]
    public async Task S109_a_scope_that_needs_an_identity_refuses_none(string? identity)
    {
        await using TestHost host = new();

        ConnectorException error = Fails(
            ConnectorErrorCodes.ConnectorScopeIdentifierRequired, () => host.Manager.Scope("organization", identity));

        Assert.Equal(400, error.StatusCode);
        Assert.Equal("organization", error.Metadata.Scope);
    }

    [Fact]
    public async Task S109_an_optional_scope_without_identity_cannot_reach_another_tenants_rows()
    {
        await using TestHost host = new();
        ConnectorScope tenant = host.Manager.Scope("system", "node_1");
        await host.Client(tenant).ConnectAsync(Config, cancellationToken: Token);

        foreach (string? none in (string?[])[null, "", " "])
        {
            ConnectorScope nobody = host.Manager.Scope("system", none);
            Assert.Equal("", nobody.Identity);
            Assert.Empty(await nobody.ListAsync(cancellationToken: Token));
            Assert.Null(await host.Client(nobody).GetAsync(Token));
            await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => host.Client(nobody).PingAsync(Token));
            await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => host.Client(nobody).DisconnectAsync(Token));
            Assert.Empty(await nobody.DisconnectAllAsync(Token));
        }

        Assert.NotNull(await host.Client(tenant).GetAsync(Token));
    }

    [Theory]
    [InlineData("team")]
    [InlineData("")]
    [InlineData("Organization")]
    [InlineData("organization ")]
    public async Task An_unknown_scope_is_invalid(string type)
    {
        await using TestHost host = new();

        ConnectorException error = Fails(ConnectorErrorCodes.ConnectorScopeInvalid, () => host.Manager.Scope(type, "x"));

        Assert.Equal(400, error.StatusCode);
        Assert.Contains("organization", error.Message);
    }

    [Fact]
    public async Task An_identity_with_NUL_or_a_lone_surrogate_is_invalid()
    {
        await using TestHost host = new();

        foreach (string identity in (string[])["a\0b", "\ud800", "a\udfff", "\ude00\ud83d", "\ud83d\ude00\ud83d"])
        {
            Fails(ConnectorErrorCodes.ConnectorScopeInvalid, () => host.Manager.Scope("organization", identity));
            Fails(ConnectorErrorCodes.ConnectorScopeInvalid, () => host.Manager.Scope("system", identity));
        }
    }

    [Fact]
    public async Task S111_identities_compare_ordinally()
    {
        await using TestHost host = new();
        string[] identities = ["Org_1", "org_1", "org_1 ", " org_1", "\u00e9", "e\u0301", "\u0131", "i", "I", "\u0130", "\ud83d\ude00", "ORG_1"];
        for (int i = 0; i < identities.Length; i++)
        {
            await host.Client(identities[i]).ConnectAsync(Config with { Limit = i + 1 }, cancellationToken: Token);
        }

        for (int i = 0; i < identities.Length; i++)
        {
            Connection connection = Assert.Single(await host.Scope(identities[i]).ListAsync(cancellationToken: Token));
            Assert.Equal(identities[i], connection.Identity);
            Assert.Equal(i + 1, (await host.Client(identities[i]).RevealConfigAsync(Token)).Limit);
        }
    }

    [Fact]
    public async Task S112_Lesson_39_parts_of_a_key_cannot_be_shifted_into_one_another()
    {
        await using TestHost host = new(build: builder => builder.AddScope("a").AddScope("a-b").AddScope("ab"));
        (string Scope, string Identity, string Name)[] places =
        [
            ("a", "b:c", ""), ("a", "b", ":c"), ("a", "b", "c"), ("a", "bc", ""), ("ab", "c", ""), ("a-b", "c", ""), ("a", "b\nc", ""), ("a", "b", "\nc"),
            ("a", "b/c", ""), ("a", "b", "/c"), ("a", "-b", "c"),
        ];
        for (int i = 0; i < places.Length; i++)
        {
            await At(places[i]).ConnectAsync(Config with { Limit = i + 1 }, cancellationToken: Token);
        }

        for (int i = 0; i < places.Length; i++)
        {
            Assert.Equal(i + 1, (await At(places[i]).RevealConfigAsync(Token)).Limit);
        }

        DemoScopedClient At((string Scope, string Identity, string Name) place) =>
            host.Client(host.Manager.Scope(place.Scope, place.Identity).Named(place.Name));
    }

    [Fact]
    public async Task S110_every_store_call_of_a_tenant_carries_its_key_and_nothing_reaches_another()
    {
        Gen<(int Tenant, int Name, int Operation)[]> plan = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1], Gen.Int[0, 10]).Array[40];
        string[] identities = ["org_1", "Org_1", "org_1 ", "user_1"];
        await plan.SampleAsync(
            async operations =>
            {
                RecordingStore store = new();
                await using TestHost host = new(store: store, listen: false);
                Dictionary<(int, string), int> expected = [];
                foreach ((int tenant, int nameIndex, int operation) in operations)
                {
                    string name = nameIndex == 0 ? "" : "second";
                    store.Subjects.Clear();
                    await RunAsync(host, expected, identities[tenant], (tenant, name), operation);
                    Assert.All(store.Subjects, subject => Assert.Equal(identities[tenant], subject is ConnectionKey key ? key.Identity : ((TenantKey)subject).Identity));
                }

                for (int tenant = 0; tenant < identities.Length; tenant++)
                {
                    ConnectionList connections = await host.Scope(identities[tenant]).ListAsync(cancellationToken: Token);
                    Assert.All(connections, connection => Assert.Equal(identities[tenant], connection.Identity));
                    Assert.Equal(
                        expected.Keys.Where(key => key.Item1 == tenant).Select(key => key.Item2).Order(StringComparer.Ordinal),
                        connections.Select(connection => connection.Name).Order(StringComparer.Ordinal));
                    Assert.Equal(connections.Count, await host.Scope(identities[tenant]).CountAsync(cancellationToken: Token));
                }
            },
            iter: 30,
            threads: 1);
    }

    /// <summary>Does one thing as a tenant and demands what a model of the store says.</summary>
    private static async Task RunAsync(
        TestHost host, Dictionary<(int, string), int> expected, string identity, (int, string Name) key, int operation)
    {
        DemoScopedClient client = host.Client(identity).Named(key.Name);
        bool exists = expected.ContainsKey(key);
        switch (operation)
        {
            case 0 or 1 or 2:
                expected[key] = operation + 1;
                await client.ConnectAsync(Config with { Limit = operation + 1 }, cancellationToken: Token);
                break;
            case 3 when exists:
                expected[key] = 50;
                await client.UpdateAsync(config => config with { Limit = 50 }, Token);
                break;
            case 4 when exists:
                expected.Remove(key);
                await client.DisconnectAsync(Token);
                break;
            case 5 when exists:
                Assert.Equal(expected[key], (await client.RevealConfigAsync(Token)).Limit);
                break;
            case 6 when exists:
                await client.ToggleAsync(Token);
                await client.ToggleAsync(Token);
                break;
            case 7 when exists:
                Assert.Equal("x", (await client.EchoAsync("x", cancellationToken: Token)).Text);
                break;
            case 8:
                Assert.Equal(exists, await client.GetAsync(Token) is not null);
                break;
            case 9 when expected.Count > 3:
                foreach ((int, string) gone in expected.Keys.Where(other => other.Item1 == key.Item1).ToList())
                {
                    expected.Remove(gone);
                }

                await host.Scope(identity).DisconnectAllAsync(Token);
                break;
            default:
                await (exists
                    ? client.PingAsync(Token)
                    : FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => client.PingAsync(Token)));
                break;
        }
    }
}
