using System.Text;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>Stores with one fault each, as store authors make them.</summary>
internal static class FaultyStores
{
    public static IReadOnlyDictionary<string, Func<IConnectorStore>> All { get; } = new Dictionary<string, Func<IConnectorStore>>
    {
        ["compares identities without case"] = () => new RenamedIdentities(identity => identity.ToUpperInvariant()),
        ["normalizes identities"] = () => new RenamedIdentities(identity => identity.Normalize(NormalizationForm.FormC)),
        ["trims identities"] = () => new RenamedIdentities(identity => identity.TrimEnd()),
        ["cuts identities to 255 characters"] = () => new RenamedIdentities(identity => identity.Length > 255 ? identity[..255] : identity),
        ["ignores soft hyphens"] = () => new RenamedIdentities(identity => identity.Replace("\u00ad", "", StringComparison.Ordinal)),
        ["joins scope and identity with a colon"] = () => new JoinedKeys(),
        ["updates whatever version is stored"] = () => new AnyVersion(),
        ["updates whatever id is stored"] = () => new AnyIdOnUpdate(),
        ["deletes whatever id is stored"] = () => new AnyIdOnDelete(),
        ["updates in two steps"] = () => new UpdateInTwoSteps(),
        ["replaces on insert"] = () => new ReplacingInsert(),
        ["cuts the page before filtering"] = () => new PageBeforeFilter(),
        ["starts over after an unknown cursor"] = () => new CursorMustExist(),
        ["counts without filter"] = () => new UnfilteredCount(),
        ["keeps times to the millisecond"] = () => new MillisecondTimes(),
        ["forgets the order of scans"] = () => new UnorderedScan(),
        ["takes due for up to and including"] = () => new InclusiveDue(),
        ["finds key ids by their beginning"] = () => new LooseKeyIds(),
        ["lets a former owner have its lease back"] = () => new FormerOwnersLease(),
        ["finds webhook secrets without case"] = () => new LooseWebhookSecrets(),
        ["gives a renewed lease a new number"] = () => new NewNumberOnRenewal(),
        ["gives leases without a connection"] = () => new LeaseWithoutConnection(),
        ["lets anybody release a lease"] = () => new AnybodyReleases(),
        ["never lets a lease run out"] = () => new EndlessLeases(),
        ["gives expired entries"] = () => new EndlessEntries(),
        ["takes an entry in two steps"] = () => new TakeInTwoSteps(),
        ["says done for work in progress"] = () => new DoneForInProgress(),
        ["sweeps what is live"] = () => new SweepsEverything(),
        ["ignores cancellation"] = () => new IgnoresCancellation(),
    };

    private sealed class RenamedIdentities(Func<string, string> rename) : StoreDecorator(new InMemoryConnectorStore())
    {
        // The record keeps the identity it came with; the look-up doesn't.
        private readonly Dictionary<string, ConnectionKey> _keys = [];

        public override async ValueTask<ConnectionRecord?> GetAsync(ConnectionKey key, CancellationToken cancellationToken) =>
            Restore(await Inner.GetAsync(Rename(key), cancellationToken));

        public override async ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken)
        {
            bool inserted = await Inner.InsertAsync(record with { Key = Rename(record.Key) }, cancellationToken);
            if (inserted)
            {
                lock (_keys)
                {
                    _keys[record.Id] = record.Key;
                }
            }

            return inserted;
        }

        private ConnectionKey Rename(ConnectionKey key) => key with { Identity = rename(key.Identity) };

        private ConnectionRecord? Restore(ConnectionRecord? record)
        {
            lock (_keys)
            {
                return record is null ? null : record with { Key = _keys[record.Id] };
            }
        }
    }

    private sealed class LooseKeyIds() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override async ValueTask<IReadOnlyList<ConnectionRecord>> ScanAsync(
            ConnectionScanFilter filter, string? afterId, int limit, CancellationToken cancellationToken) =>
            [
                .. (await Inner.ScanAsync(filter with { KeyId = null }, afterId, int.MaxValue, cancellationToken))
                    .Where(record => record.KeyId.StartsWith(filter.KeyId ?? "", StringComparison.Ordinal)).Take(limit),
            ];
    }

    private sealed class FormerOwnersLease() : StoreDecorator(new InMemoryConnectorStore())
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, long> _owners = new();

        public override async ValueTask<long?> AcquireLeaseAsync(
            ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
        {
            long? fence = await Inner.AcquireLeaseAsync(key, owner, now, until, cancellationToken);
            return fence is { } won ? _owners[owner] = won : _owners.TryGetValue(owner, out long former) ? former : null;
        }
    }

    private sealed class JoinedKeys() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override ValueTask<ConnectionRecord?> GetAsync(ConnectionKey key, CancellationToken cancellationToken) =>
            Inner.GetAsync(Join(key), cancellationToken);

        public override ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
            Inner.InsertAsync(record with { Key = Join(record.Key) }, cancellationToken);

        private static ConnectionKey Join(ConnectionKey key) => new($"{key.Scope}:{key.Identity}:{key.Connector}:{key.Name}", "", "", "");
    }

    private sealed class AnyVersion() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override async ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
            await Inner.GetAsync(record.Key, cancellationToken) is { } stored
            && await Inner.UpdateAsync(record with { Version = stored.Version + 1 }, cancellationToken);
    }

    private sealed class AnyIdOnUpdate() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override async ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
            await Inner.GetAsync(record.Key, cancellationToken) is { } stored
            && await Inner.UpdateAsync(record with { Id = stored.Id }, cancellationToken);
    }

    private sealed class AnyIdOnDelete() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override async ValueTask<bool> DeleteAsync(ConnectionKey key, string id, CancellationToken cancellationToken) =>
            await Inner.GetAsync(key, cancellationToken) is { } stored && await Inner.DeleteAsync(key, stored.Id, cancellationToken);
    }

    private sealed class UpdateInTwoSteps() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override async ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken)
        {
            ConnectionRecord? stored = await Inner.GetAsync(record.Key, cancellationToken);
            if (stored?.Id != record.Id || stored.Version != record.Version - 1)
            {
                return false;
            }

            await Task.Yield();
            stored = await Inner.GetAsync(record.Key, cancellationToken);
            return stored is not null && await Inner.UpdateAsync(record with { Version = stored.Version + 1 }, cancellationToken);
        }
    }

    private sealed class ReplacingInsert() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override async ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken)
        {
            if (await Inner.GetAsync(record.Key, cancellationToken) is { } stored)
            {
                await Inner.DeleteAsync(record.Key, stored.Id, cancellationToken);
            }

            return await Inner.InsertAsync(record, cancellationToken);
        }
    }

    private sealed class PageBeforeFilter() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override async ValueTask<IReadOnlyList<ConnectionRecord>> ListAsync(
            TenantKey tenant, ConnectionFilter filter, string? afterId, int limit, CancellationToken cancellationToken) =>
            [.. (await Inner.ListAsync(tenant, new(), afterId, limit, cancellationToken)).Where(filter.Matches)];
    }

    private sealed class CursorMustExist() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override async ValueTask<IReadOnlyList<ConnectionRecord>> ListAsync(
            TenantKey tenant, ConnectionFilter filter, string? afterId, int limit, CancellationToken cancellationToken)
        {
            IReadOnlyList<ConnectionRecord> all = await Inner.ListAsync(tenant, filter, null, int.MaxValue, cancellationToken);
            bool exists = all.Any(record => record.Id == afterId);
            return [.. all.SkipWhile(record => exists && record.Id != afterId).Skip(exists ? 1 : 0).Take(limit)];
        }
    }

    private sealed class UnfilteredCount() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override ValueTask<long> CountAsync(TenantKey tenant, ConnectionFilter filter, CancellationToken cancellationToken) =>
            Inner.CountAsync(tenant, new(), cancellationToken);
    }

    private sealed class MillisecondTimes() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
            Inner.InsertAsync(record with { UpdatedAt = record.UpdatedAt.AddTicks(-(record.UpdatedAt.Ticks % 10_000)) }, cancellationToken);
    }

    private sealed class UnorderedScan() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override async ValueTask<IReadOnlyList<ConnectionRecord>> ScanAsync(
            ConnectionScanFilter filter, string? afterId, int limit, CancellationToken cancellationToken) =>
            [.. (await Inner.ScanAsync(filter, afterId, limit, cancellationToken)).OrderBy(record => record.Key.Hash)];
    }

    private sealed class InclusiveDue() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override ValueTask<IReadOnlyList<ConnectionRecord>> ScanAsync(
            ConnectionScanFilter filter, string? afterId, int limit, CancellationToken cancellationToken) =>
            Inner.ScanAsync(filter with { RefreshDueBefore = filter.RefreshDueBefore?.AddTicks(1) }, afterId, limit, cancellationToken);
    }

    private sealed class LooseWebhookSecrets() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override async ValueTask<ConnectionRecord?> FindByWebhookSecretAsync(string hash, CancellationToken cancellationToken) =>
            await Inner.FindByWebhookSecretAsync(hash, cancellationToken)
            ?? await Inner.FindByWebhookSecretAsync(hash.ToLowerInvariant(), cancellationToken);
    }

    private sealed class NewNumberOnRenewal() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override async ValueTask<long?> AcquireLeaseAsync(
            ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
        {
            await Inner.ReleaseLeaseAsync(key, owner, cancellationToken);
            return await Inner.AcquireLeaseAsync(key, owner, now, until, cancellationToken);
        }
    }

    private sealed class LeaseWithoutConnection() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override async ValueTask<long?> AcquireLeaseAsync(
            ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
            await Inner.GetAsync(key, cancellationToken) is null
                ? 1
                : await Inner.AcquireLeaseAsync(key, owner, now, until, cancellationToken);
    }

    private sealed class AnybodyReleases() : StoreDecorator(new InMemoryConnectorStore())
    {
        private readonly Dictionary<ConnectionKey, string> _owners = [];

        public override async ValueTask<long?> AcquireLeaseAsync(
            ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
        {
            long? fence = await Inner.AcquireLeaseAsync(key, owner, now, until, cancellationToken);
            lock (_owners)
            {
                _owners[key] = fence is null ? _owners.GetValueOrDefault(key, owner) : owner;
            }

            return fence;
        }

        public override ValueTask<bool> ReleaseLeaseAsync(ConnectionKey key, string owner, CancellationToken cancellationToken)
        {
            lock (_owners)
            {
                return Inner.ReleaseLeaseAsync(key, _owners.GetValueOrDefault(key, owner), cancellationToken);
            }
        }
    }

    private sealed class EndlessLeases() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override ValueTask<long?> AcquireLeaseAsync(
            ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
            Inner.AcquireLeaseAsync(key, owner, now, until.AddYears(1), cancellationToken);
    }

    private sealed class EndlessEntries() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override ValueTask<string?> TakeOnceAsync(string id, DateTimeOffset now, CancellationToken cancellationToken) =>
            Inner.TakeOnceAsync(id, now.AddYears(-1), cancellationToken);
    }

    private sealed class TakeInTwoSteps() : StoreDecorator(new InMemoryConnectorStore())
    {
        private readonly Dictionary<string, string> _taken = [];

        public override async ValueTask<string?> TakeOnceAsync(string id, DateTimeOffset now, CancellationToken cancellationToken)
        {
            string? value = await Inner.TakeOnceAsync(id, now, cancellationToken);
            lock (_taken)
            {
                if (value is not null)
                {
                    _taken[id] = value;
                }

                // The second to come still sees it.
                return value ?? (_taken.Remove(id, out string? again) ? again : null);
            }
        }
    }

    private sealed class DoneForInProgress() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override async ValueTask<ClaimResult> ClaimAsync(
            string id, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
            await Inner.ClaimAsync(id, owner, now, until, cancellationToken) is ClaimResult.Claimed ? ClaimResult.Claimed : ClaimResult.Done;
    }

    private sealed class SweepsEverything() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
            Inner.SweepAsync(now.AddYears(1), cancellationToken);
    }

    private sealed class IgnoresCancellation() : StoreDecorator(new InMemoryConnectorStore())
    {
        public override ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
            Inner.InsertAsync(record, CancellationToken.None);
    }
}
