using Igniter.Connectors.LiteDb;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>Tenants and scopes, as far as stores keep them apart.</summary>
public sealed class TenantTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> Stores => ["memory", "LiteDB"];

    [Theory]
    [MemberData(nameof(Stores))]
    public Task S109_an_empty_identity_reaches_no_other_tenant(string store) => Run(store, "an-empty-identity-is-its-own-tenant");

    [Theory]
    [MemberData(nameof(Stores))]
    public Task S110_tenants_never_cross(string store) => Run(store, "tenants-never-cross");

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task S111_identities_compare_ordinally(string store)
    {
        await Run(store, "look-alike-identities-are-different-tenants");
        await Run(store, "look-alike-scopes-are-different-tenants");
        await Run(store, "look-alike-names-are-different-connections");
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public Task S112_keys_with_separators_are_different_tenants(string store) => Run(store, "keys-with-separators-are-different-tenants");

    [Fact]
    public void S112_hashes_of_keys_and_tenants_are_unambiguous()
    {
        string[] parts = ["", "a", "b", "a:b", ":", "\u0001", "A", "aa"];
        ConnectionKey[] keys =
        [
            .. from scope in parts from identity in parts from connector in parts from name in parts
               select new ConnectionKey(scope, identity, connector, name),
        ];

        Assert.Equal(keys.Length, keys.DistinctBy(key => key.Hash).Count());
        Assert.Equal(parts.Length * parts.Length, keys.DistinctBy(key => TenantKey.Of(key).Hash).Count());
    }

    [Fact]
    public void Hash_of_a_key_is_sha_256_of_its_length_prefixed_parts()
    {
        // printf '\0\0\0\4user\0\0\0\2\xc3\xa9\0\0\0\x8telegram\0\0\0\0' | sha256sum
        Assert.Equal("88836fb6601c4adf70d19dd79c29987b53859c1cf38f21c80f7823d3a9fcc0f9", new ConnectionKey("user", "é", "telegram", "").Hash);
        Assert.Equal("9c89cfcc40c60c4feb3a5968c5b646e9a03d3d401ba0ef9634f04665992d30c4", new TenantKey("user", "é").Hash);
    }

    [Fact]
    public void A_changed_copy_of_a_key_has_a_hash_of_its_own()
    {
        var key = new ConnectionKey("user", "1", "telegram", "");
        string hash = key.Hash;
        ConnectionKey copy = key with { Identity = "2" };

        Assert.NotEqual(hash, copy.Hash);
        Assert.Equal(new ConnectionKey("user", "2", "telegram", "").Hash, copy.Hash);
        Assert.Equal(hash, (copy with { Identity = "1" }).Hash);
    }

    public void Dispose() => _directory.Dispose();

    private Task Run(string store, string test) => Conformance.Run(
        test,
        () => store == "memory" ? new InMemoryConnectorStore() : new LiteDbConnectorStore(_directory.File($"{Guid.NewGuid()}.db")));
}
