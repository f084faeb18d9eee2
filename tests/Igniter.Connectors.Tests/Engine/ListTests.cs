using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class ListTests
{
    [Fact]
    public async Task Lesson_41_a_list_asks_the_store_for_one_page_and_decrypts_nothing()
    {
        RecordingStore store = new();
        CountingEncryptor encryptor = new();
        await using TestHost host = new(build: builder => builder.UseEncryptor(encryptor), store: store);
        for (int i = 0; i < 25; i++)
        {
            await host.Client().Named($"n{i:00}").ConnectAsync(Config, cancellationToken: Token);
        }

        ConnectionList page = await host.Scope().ListAsync(new ConnectionQuery { Limit = 10 }, Token);

        Assert.Equal(10, page.Count);
        Assert.True(page[0].Fields["token"].HasValue);
        Assert.Equal("list 11", store.Calls[^1]);
        Assert.Equal(0, encryptor.Decrypted);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repetition()
    {
        await using TestHost host = new();
        for (int i = 0; i < 25; i++)
        {
            await host.Client().Named($"n{i:00}").ConnectAsync(Config, cancellationToken: Token);
            host.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        List<int> sizes = [];
        List<string> names = [];
        string? after = null;
        do
        {
            ConnectionList page = await host.Scope().ListAsync(new ConnectionQuery { Limit = 10, After = after }, Token);
            sizes.Add(page.Count);
            names.AddRange(page.Select(connection => connection.Name));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal([10, 10, 5], sizes);
        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"n{i:00}"), names);
        Assert.Null((await host.Scope().ListAsync(new ConnectionQuery { Limit = 25 }, Token)).Next);
    }

    [Fact]
    public async Task A_query_restricts_list_and_count()
    {
        await using TestHost host = new();
        await host.Client().ConnectAsync(Config, cancellationToken: Token);
        host.Time.Advance(TimeSpan.FromMilliseconds(1));
        await host.Client().Named("b").ConnectAsync(Config, cancellationToken: Token);
        await host.Client().Named("b").DisableAsync(Token);

        await Expect(["", "b"], new ConnectionQuery());
        await Expect(["", "b"], new ConnectionQuery { Connector = "demo", Status = ConnectionStatus.Active });
        await Expect([], new ConnectionQuery { Connector = "other" });
        await Expect([], new ConnectionQuery { Status = ConnectionStatus.NeedsReauthorization });
        await Expect([""], new ConnectionQuery { Enabled = true });
        await Expect(["b"], new ConnectionQuery { Enabled = false });
        await Expect([""], new ConnectionQuery { Name = "" });
        await Expect(["b"], new ConnectionQuery { Name = "b" });
        Assert.Equal(2, await host.Scope().CountAsync(new ConnectionQuery { Limit = 1 }, Token));

        async Task Expect(string[] names, ConnectionQuery query)
        {
            Assert.Equal(names, (await host.Scope().ListAsync(query, Token)).Select(connection => connection.Name));
            Assert.Equal(names.Length, await host.Scope().CountAsync(query, Token));
        }
    }

    [Fact]
    public void A_page_has_room_for_one()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConnectionQuery { Limit = 0 });
        Assert.Equal(1000, new ConnectionQuery().Limit);
    }

    [Fact]
    public async Task Operators_list_across_tenants()
    {
        await using TestHost host = new();
        await host.Client("org_1").ConnectAsync(Config, cancellationToken: Token);
        await host.Client("org_2").ConnectAsync(Config, cancellationToken: Token);
        await host.Client("org_2").DisableAsync(Token);

        Assert.Equal(["org_1", "org_2"], (await host.Manager.ListAsync(cancellationToken: Token)).Select(c => c.Identity).Order(StringComparer.Ordinal));
        ConnectionList page = await host.Manager.ListAsync(new ConnectionQuery { Limit = 1 }, Token);
        Assert.Single(page);
        Assert.Single(await host.Manager.ListAsync(new ConnectionQuery { Limit = 1, After = page.Next }, Token));
        Assert.Equal(["org_2"], (await host.Manager.ListAsync(new ConnectionQuery { Enabled = false, Connector = "demo", Name = "" }, Token)).Select(c => c.Identity));
    }

    [Fact]
    public async Task Lesson_27_one_undecryptable_misfit_or_unregistered_record_does_not_fail_a_list()
    {
        await using TestHost host = new();
        foreach (string identity in (string[])["spoilt", "misfit", "broken"])
        {
            await host.ConnectedAsync(identity);
        }

        await host.SpoilAsync("spoilt");
        await host.StoreAsync("""{"endpoint":5}""", identity: "misfit");
        await host.StoreAsync("{", identity: "broken");
        ConnectionRecord foreign = (await host.RecordAsync("spoilt"))! with
        {
            Id = Guid.CreateVersion7().ToString(),
            Key = new ConnectionKey("organization", "spoilt", "gone", ""),
            Version = 1,
        };
        Assert.True(await host.Store.InsertAsync(foreign, Token));

        Assert.Equal(["demo", "gone"], (await host.Scope("spoilt").ListAsync(cancellationToken: Token)).Select(c => c.Connector));
        Assert.Equal(4, (await host.Manager.ListAsync(cancellationToken: Token)).Count);
        foreach (Connection connection in await host.Manager.ListAsync(cancellationToken: Token))
        {
            Assert.NotNull(connection.Fields);
        }

        Assert.False((await host.Client("misfit").GetAsync(Token))!.Fields["token"].HasValue);
        Assert.Equal(5, (await host.Client("misfit").GetAsync(Token))!.Fields["endpoint"].Value!.Value.GetInt32());
        Assert.All((await host.Client("broken").GetAsync(Token))!.Fields.Values, field => Assert.False(field.HasValue));
        Assert.Empty((await host.Scope("spoilt").GetAsync("gone", Token))!.Fields);
    }

    [Fact]
    public async Task A_connection_whose_connector_is_gone_can_be_switched_and_removed()
    {
        await using TestHost host = new();
        await host.ConnectedAsync();
        ConnectionRecord record = (await host.RecordAsync())!;
        await host.Store.InsertAsync(record with { Id = Guid.CreateVersion7().ToString(), Key = record.Key with { Connector = "gone" } }, Token);

        Assert.False((await host.Scope().DisableAsync("gone", Token)).Enabled);
        Assert.Equal("gone", (await host.Scope().DisconnectAsync("gone", Token)).Connector);
        await FailsAsync(ConnectorErrorCodes.ConnectorNotFound, () => host.Scope().GetAsync("gone", Token));
    }

    private sealed class CountingEncryptor : IConnectorEncryptor
    {
        public int Decrypted { get; private set; }

        public string KeyId => "k";

        public ValueTask<string> EncryptAsync(ReadOnlyMemory<byte> plaintext, EncryptionContext context, CancellationToken cancellationToken = default) =>
            new(Convert.ToBase64String(plaintext.Span));

        public ValueTask<byte[]> DecryptAsync(string envelope, EncryptionContext context, CancellationToken cancellationToken = default)
        {
            Decrypted++;
            return new(Convert.FromBase64String(envelope));
        }
    }
}
