using System.Data.Common;
using Igniter.Connectors.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>
/// A context whose strategy retries (<c>EnableRetryOnFailure</c>), and a connection that is lost after a write was carried out and before that was said.
/// </summary>
public sealed class LostAcknowledgementTests(PostgresDatabase<StoreContext> database)
    : IClassFixture<PostgresDatabase<StoreContext>>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Loss _loss = new();
    private ServiceProvider _services = null!;
    private EntityFrameworkConnectorStore<StoreContext> _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ConnectionRecord Record { get; } = new()
    {
        Id = "019b7a2c-0000-7000-8000-000000000001",
        Key = new("user", "1", "telegram", ""),
        WebhookSecretHashes = [new("hash", null)],
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    [Fact]
    public async Task An_insert_is_acknowledged()
    {
        _loss.Arm();

        Assert.True(await _store.InsertAsync(Record, Cancellation));

        Assert.True(_loss.Happened);
        Assert.Equal(1, await _store.CountAsync(TenantKey.Of(Record.Key), new(), Cancellation));
        Assert.False(await _store.InsertAsync(Record, Cancellation));
    }

    [Theory]
    [InlineData("hash")]
    [InlineData("changed")]
    public async Task An_update_is_acknowledged_and_made_once(string hash)
    {
        await _store.InsertAsync(Record, Cancellation);
        _loss.Arm();

        Assert.True(await _store.UpdateAsync(Record with { Version = 2, Tokens = "2", WebhookSecretHashes = [new(hash, null)] }, Cancellation));

        Assert.True(_loss.Happened);
        ConnectionRecord? stored = await _store.FindByWebhookSecretAsync(hash, Cancellation);
        Assert.Equal((2, "2"), (stored!.Version, stored.Tokens));
        Assert.False(await _store.UpdateAsync(Record with { Version = 2, Tokens = "other" }, Cancellation));
    }

    [Fact]
    public async Task An_update_that_another_follows_at_once_is_neither_acknowledged_nor_called_a_conflict()
    {
        await _store.InsertAsync(Record, Cancellation);
        _loss.Arm(meanwhile: () => _store.UpdateAsync(Record with { Version = 3 }, Cancellation).AsTask());

        await Assert.ThrowsAsync<DbUpdateException>(() => _store.UpdateAsync(Record with { Version = 2 }, Cancellation).AsTask());

        Assert.Equal(3, (await _store.GetAsync(Record.Key, Cancellation))!.Version);
    }

    [Fact]
    public async Task An_update_that_lost_is_a_conflict()
    {
        await _store.InsertAsync(Record, Cancellation);
        _loss.ArmBefore(meanwhile: () => _store.UpdateAsync(Record with { Version = 2, Tokens = "other" }, Cancellation).AsTask());

        Assert.False(await _store.UpdateAsync(Record with { Version = 2, Tokens = "own" }, Cancellation));

        Assert.True(_loss.Happened);
        Assert.Equal("other", (await _store.GetAsync(Record.Key, Cancellation))!.Tokens);
    }

    [Fact]
    public async Task A_change_by_function_is_applied_once()
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddIgniterConnectors(options => options.Secret = new string('s', 32)).AddConnectors().UseStore(_store).Services.BuildServiceProvider();
        ConnectorManager connectors = services.GetRequiredService<ConnectorManager>();
        await connectors.Organization("1").Vault.ConnectAsync(new() { Visible = "", Token = "a" }, cancellationToken: Cancellation);
        _loss.Arm();

        await connectors.Organization("1").Vault.UpdateAsync(config => config with { Token = config.Token + "b" }, Cancellation);

        Assert.True(_loss.Happened);
        Assert.Equal("ab", (await connectors.Organization("1").Vault.RevealConfigAsync(Cancellation)).Token);
    }

    [Fact]
    public async Task A_delete_is_not_called_a_delete_of_nothing()
    {
        await _store.InsertAsync(Record, Cancellation);
        _loss.Arm();

        await Assert.ThrowsAsync<DbUpdateException>(() => _store.DeleteAsync(Record.Key, Record.Id, Cancellation).AsTask());

        Assert.Null(await _store.GetAsync(Record.Key, Cancellation));
    }

    [Fact]
    public async Task A_lease_is_had_with_one_number()
    {
        await _store.InsertAsync(Record, Cancellation);
        _loss.Arm();

        long? fence = await _store.AcquireLeaseAsync(Record.Key, "owner", Now, Now.AddMinutes(1), Cancellation);

        Assert.True(_loss.Happened);
        Assert.NotNull(fence);
        Assert.Equal(fence, await _store.AcquireLeaseAsync(Record.Key, "owner", Now, Now.AddMinutes(1), Cancellation));
        Assert.Null(await _store.AcquireLeaseAsync(Record.Key, "other", Now, Now.AddMinutes(1), Cancellation));
    }

    [Fact]
    public async Task An_entry_is_put_once_and_never_taken_twice()
    {
        _loss.Arm();
        Assert.True(await _store.PutOnceAsync("state", "value", Now.AddMinutes(1), Cancellation));
        Assert.True(_loss.Happened);
        Assert.False(await _store.PutOnceAsync("state", "value", Now.AddMinutes(1), Cancellation));

        _loss.Arm();
        await Assert.ThrowsAsync<DbUpdateException>(() => _store.TakeOnceAsync("state", Now, Cancellation).AsTask());
        Assert.Null(await _store.TakeOnceAsync("state", Now, Cancellation));
    }

    [Fact]
    public async Task Work_is_claimed_and_completed()
    {
        _loss.Arm();
        Assert.Equal(ClaimResult.Claimed, await _store.ClaimAsync("work", "owner", Now, Now.AddMinutes(1), Cancellation));
        Assert.True(_loss.Happened);

        _loss.Arm();
        Assert.True(await _store.CompleteClaimAsync("work", "owner", Now.AddDays(1), Cancellation));
        Assert.True(_loss.Happened);
        Assert.Equal(ClaimResult.Done, await _store.ClaimAsync("work", "other", Now, Now.AddMinutes(1), Cancellation));
    }

    public ValueTask InitializeAsync()
    {
        database.Stores.Create();
        _services = new ServiceCollection()
            .AddPooledDbContextFactory<StoreContext>(options => options
                .UseNpgsql(database.ConnectionString, npgsql => npgsql.EnableRetryOnFailure(3, TimeSpan.FromMilliseconds(1), null))
                .AddInterceptors(_loss.Commands, _loss.Transactions))
            .BuildServiceProvider();
        _store = new(_services.GetRequiredService<IDbContextFactory<StoreContext>>());
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>Loses the connection once: after a write was carried out, or before it is sent.</summary>
    private sealed class Loss
    {
        private Func<Task>? _after;
        private Func<Task>? _before;

        public Loss()
        {
            Commands = new CommandLoss(this);
            Transactions = new TransactionLoss(this);
        }

        public IInterceptor Commands { get; }

        public IInterceptor Transactions { get; }

        public bool Happened { get; private set; }

        public void Arm(Func<Task>? meanwhile = null)
        {
            Happened = false;
            _after = meanwhile ?? (() => Task.CompletedTask);
        }

        public void ArmBefore(Func<Task> meanwhile)
        {
            Happened = false;
            _before = meanwhile;
        }

        private static bool IsWrite(CommandEventData data) =>
            data.CommandSource is CommandSource.SaveChanges or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete;

        private async Task After(bool changed)
        {
            if (changed && _after is { } meanwhile)
            {
                _after = null;
                await Lose(meanwhile);
            }
        }

        private async Task Before()
        {
            if (_before is { } meanwhile)
            {
                _before = null;
                await Lose(meanwhile);
            }
        }

        private async Task Lose(Func<Task> meanwhile)
        {
            await meanwhile();
            Happened = true;
            throw new NpgsqlException("The connection was lost.", new IOException());
        }

        private sealed class CommandLoss(Loss loss) : DbCommandInterceptor
        {
            public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
                DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
            {
                await loss.Before();
                return result;
            }

            public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
                DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
            {
                if (IsWrite(eventData))
                {
                    await loss.Before();
                }

                return result;
            }

            public override async ValueTask<int> NonQueryExecutedAsync(
                DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
            {
                await loss.After(IsWrite(eventData) && result > 0 && command.Transaction is null);
                return result;
            }

            public override async ValueTask<DbDataReader> ReaderExecutedAsync(
                DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
            {
                await loss.After(IsWrite(eventData) && command.Transaction is null);
                return result;
            }
        }

        private sealed class TransactionLoss(Loss loss) : DbTransactionInterceptor
        {
            public override Task TransactionCommittedAsync(
                DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) => loss.After(changed: true);
        }
    }
}
