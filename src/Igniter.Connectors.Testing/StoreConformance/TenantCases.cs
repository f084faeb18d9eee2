namespace Igniter.Connectors.Testing;

internal static class TenantCases
{
    // Each is another text, though some collation, normalization, trimming or pattern takes it for one of the others.
    private static readonly string[] LookAlikes =
    [
        "", " ", "org_1", "Org_1", "ORG_1", "org_1 ", " org_1", "org_1\t", "org%1", "org*1", "orgx1", "org-1", "org1", "org\u00ad1", "org\u200d1",
        "\u00e9", "e\u0301", "e", "E", "i", "I", "\u0131", "\u0130", "i\u0307", "ss", "\u00df", "\u1e9e", "\u03c3", "\u03c2", "\uff41", "a", "A",
        "\u304b", "\u30ab", "\uff76", "\u304c", "\u304b\u3099", "\u212a", "k", "K", "\U0001f600", "\U0001f601", "\u2460", "1", "01", "1.0",
        "null", "a:b", "a/b", "a\nb", "a'b", "a\"b", "a\\b",
    ];

    public static IEnumerable<StoreConformanceCase> All { get; } =
    [
        new("look-alike-identities-are-different-tenants", "Identities that a database may take for one text are different tenants.", Identities),
        new("look-alike-scopes-are-different-tenants", "Scopes that a database may take for one text are different tenants.", Scopes),
        new("look-alike-names-are-different-connections", "Connectors and names compare ordinally, also in filters.", Names),
        new("keys-with-separators-are-different-tenants", "No two lists of scope, identity, connector and name run together.", Separators),
        new("an-empty-identity-is-its-own-tenant", "The tenant without an identity reaches no other tenant's connections.", EmptyIdentity),
        new("long-identities-are-kept-apart", "Identities of 4 KiB work, also when only their last characters differ.", LongIdentities),
        new("tenants-never-cross", "In 600 mixed operations no tenant sees, counts, changes or deletes another's connections.", Fuzz),
    ];

    private static Task Identities(IConnectorStore store, CancellationToken cancellationToken) =>
        KeptApart(store, [.. LookAlikes.Select(text => new ConnectionKey("user", text, "telegram", ""))], cancellationToken);

    private static Task Scopes(IConnectorStore store, CancellationToken cancellationToken) =>
        KeptApart(store, [.. LookAlikes.Select(text => new ConnectionKey("s" + text, "1", "telegram", ""))], cancellationToken);

    private static async Task Names(IConnectorStore store, CancellationToken cancellationToken)
    {
        var tenant = new TenantKey("user", "1");
        ConnectionKey[] keys =
        [
            .. LookAlikes.Select(text => new ConnectionKey(tenant.Scope, tenant.Identity, "telegram", text)),
            .. LookAlikes.Select(text => new ConnectionKey(tenant.Scope, tenant.Identity, "c" + text, "")),
        ];
        for (int number = 0; number < keys.Length; number++)
        {
            await store.Insert(Sample.Record(number, keys[number]), cancellationToken).ConfigureAwait(false);
        }

        for (int number = 0; number < keys.Length; number++)
        {
            var filter = new ConnectionFilter { Connector = keys[number].Connector, Name = keys[number].Name };
            IReadOnlyList<ConnectionRecord> found = await store.ListAsync(tenant, filter, null, 10, cancellationToken).ConfigureAwait(false);
            Expect.Ids([Sample.Id(number)], found, $"The list of connector '{filter.Connector}', name '{filter.Name}'");
            Expect.Same(Sample.Record(number, keys[number]), await store.GetAsync(keys[number], cancellationToken).ConfigureAwait(false));
        }
    }

    private static Task Separators(IConnectorStore store, CancellationToken cancellationToken) =>
        KeptApart(
            store,
            [
                new("user", "a:b", "c", ""), new("user:a", "b", "c", ""), new("user", "a", "b:c", ""), new("user:a:b", "c", "", ""),
                new("", "user:a:b:c", "", ""), new("user", "a:b:c", "", ""), new("us", "era:b", "c", ""), new("user", "a", "b", "c"),
                new("user", "ab", "", "c"), new("usera", "b", "c", ""), new("user/a", "b", "c", ""), new("user\u0001a", "b", "c", ""),
            ],
            cancellationToken);

    private static async Task EmptyIdentity(IConnectorStore store, CancellationToken cancellationToken)
    {
        var nobody = new TenantKey("user", "");
        ConnectionRecord other = await store.Insert(Sample.Record(1, new("user", "user_1", "telegram", "")), cancellationToken).ConfigureAwait(false);
        ConnectionKey key = other.Key with { Identity = "" };
        Expect.True(await store.GetAsync(key, cancellationToken).ConfigureAwait(false) is null, "It reads another tenant's connection.");
        Expect.Ids([], await store.ListAsync(nobody, new(), null, 10, cancellationToken).ConfigureAwait(false), "Its list");
        Expect.Equal(0, await store.CountAsync(nobody, new(), cancellationToken).ConfigureAwait(false), "Its count");
        Expect.True(!await store.DeleteAsync(key, other.Id, cancellationToken).ConfigureAwait(false), "It deletes another tenant's connection.");
        ConnectionRecord own = await store.Insert(Sample.Record(2, key), cancellationToken).ConfigureAwait(false);
        Expect.Ids([own.Id], await store.ListAsync(nobody, new(), null, 10, cancellationToken).ConfigureAwait(false), "Its list");
        Expect.Same(other, await store.GetAsync(other.Key, cancellationToken).ConfigureAwait(false));
    }

    private static Task LongIdentities(IConnectorStore store, CancellationToken cancellationToken)
    {
        string ascii = new('a', 4_095);
        string wide = new('漢', 1_365);
        return KeptApart(
            store,
            [.. new[] { ascii + "a", ascii + "b", ascii + "A", ascii, wide, wide[1..] + "b", "b" + wide[1..] }
                .Select(identity => new ConnectionKey("user", identity, "telegram", ""))],
            cancellationToken);
    }

    // Every key is another tenant: each finds its own connection only, and deleting one leaves the others.
    private static async Task KeptApart(IConnectorStore store, ConnectionKey[] keys, CancellationToken cancellationToken)
    {
        for (int number = 0; number < keys.Length; number++)
        {
            await store.Insert(Sample.Record(number, keys[number]), cancellationToken).ConfigureAwait(false);
        }

        for (int number = 0; number < keys.Length; number++)
        {
            await OnlyItsOwn(store, keys[number], [Sample.Record(number, keys[number])], cancellationToken).ConfigureAwait(false);
        }

        for (int number = 0; number < keys.Length; number += 2)
        {
            bool deleted = await store.DeleteAsync(keys[number], Sample.Id(number), cancellationToken).ConfigureAwait(false);
            Expect.True(deleted, $"{keys[number]} wasn't deleted.");
        }

        for (int number = 0; number < keys.Length; number++)
        {
            ConnectionRecord[] left = number % 2 == 0 ? [] : [Sample.Record(number, keys[number])];
            await OnlyItsOwn(store, keys[number], left, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task OnlyItsOwn(IConnectorStore store, ConnectionKey key, ConnectionRecord[] own, CancellationToken cancellationToken)
    {
        var tenant = TenantKey.Of(key);
        string name = $"tenant '{key.Scope}', '{(key.Identity.Length > 20 ? key.Identity[..20] : key.Identity)}'";
        IReadOnlyList<ConnectionRecord> list = await store.ListAsync(tenant, new(), null, 100, cancellationToken).ConfigureAwait(false);
        Expect.Ids(own.Select(record => record.Id), list.Where(record => record.Key == key), $"The connection of {name}");
        Expect.True(list.All(record => TenantKey.Of(record.Key) == tenant), $"The list of {name} holds another tenant's connection.");
        long count = await store.CountAsync(tenant, new(), cancellationToken).ConfigureAwait(false);
        Expect.Equal(list.Count, count, $"The count of {name}");
        ConnectionRecord? read = await store.GetAsync(key, cancellationToken).ConfigureAwait(false);
        Expect.Equal(own.SingleOrDefault()?.Id, read?.Id, $"The connection read for {name}");
        if (own.Length > 0)
        {
            Expect.Same(own[0], read);
        }
    }

    private static async Task Fuzz(IConnectorStore store, CancellationToken cancellationToken)
    {
        var numbers = new SeededNumbers(20_260_329);
        TenantKey[] tenants = [new("user", "a"), new("user", "A"), new("user:a", ""), new("organization", "a"), new("user", "")];
        var model = new Dictionary<ConnectionKey, ConnectionRecord>();
        string[] ids = [.. Enumerable.Range(0, 600).Select(Sample.Id)];
        for (int step = 0; step < 600; step++)
        {
            TenantKey tenant = tenants[numbers.Below(tenants.Length)];
            string connector = numbers.Below(2) == 0 ? "telegram" : "Telegram";
            string name = numbers.Below(2) == 0 ? "" : "a";
            var key = new ConnectionKey(tenant.Scope, tenant.Identity, connector, name);
            string id = ids[numbers.Below(Math.Max(step, 1))];
            model.TryGetValue(key, out ConnectionRecord? own);
            switch (numbers.Below(6))
            {
                case 0 or 1:
                    ConnectionRecord made = Sample.Record(step, key);
                    Expect.Equal(own is null, await store.InsertAsync(made, cancellationToken).ConfigureAwait(false), $"Step {step}, insert");
                    model.TryAdd(key, made);
                    break;
                case 2:
                    // With the own id or, as a rule, one of another tenant.
                    ConnectionRecord changed = (own ?? Sample.Record(step, key)).Next() with { Id = step % 3 == 0 ? id : own?.Id ?? id, Tokens = $"{step}" };
                    bool updated = await store.UpdateAsync(changed, cancellationToken).ConfigureAwait(false);
                    Expect.Equal(own?.Id == changed.Id, updated, $"Step {step}, update");
                    model[key] = updated ? changed : own!;
                    break;
                case 3:
                    string victim = step % 2 == 0 ? id : own?.Id ?? id;
                    bool deleted = await store.DeleteAsync(key, victim, cancellationToken).ConfigureAwait(false);
                    Expect.Equal(own?.Id == victim, deleted, $"Step {step}, delete");
                    model[key] = deleted ? null! : own!;
                    break;
                case 4:
                    await ListsLike(store, model, tenant, $"Step {step}", cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    ConnectionRecord? read = await store.GetAsync(key, cancellationToken).ConfigureAwait(false);
                    Expect.Equal(own?.Id, read?.Id, $"Step {step}, get");
                    Expect.Equal(own?.Version, read?.Version, $"Step {step}, the version");
                    break;
            }

            if (model.GetValueOrDefault(key) is null)
            {
                model.Remove(key);
            }
        }

        foreach (TenantKey tenant in tenants)
        {
            await ListsLike(store, model, tenant, $"At the end, {tenant}", cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ListsLike(
        IConnectorStore store, Dictionary<ConnectionKey, ConnectionRecord> model, TenantKey tenant, string when, CancellationToken cancellationToken)
    {
        string[] expected =
        [
            .. model.Values.Where(record => TenantKey.Of(record.Key) == tenant).Select(record => record.Id).Order(StringComparer.Ordinal),
        ];
        Expect.Ids(expected, await store.ListAsync(tenant, new(), null, 100, cancellationToken).ConfigureAwait(false), $"{when}, list");
        Expect.Equal(expected.Length, await store.CountAsync(tenant, new(), cancellationToken).ConfigureAwait(false), $"{when}, count");
    }
}
