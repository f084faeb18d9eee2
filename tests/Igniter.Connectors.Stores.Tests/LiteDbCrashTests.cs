using System.Globalization;
using Igniter.Connectors.LiteDb;

namespace Igniter.Connectors.Stores.Tests;

public sealed class LiteDbCrashTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Every_acknowledged_write_survives_fifty_kills_in_a_row()
    {
        string path = _directory.File("connectors.db");
        var acknowledged = new Dictionary<string, long>();
        for (int round = 0; round < 50; round++)
        {
            using (WriterProcess writer = await WriterProcess.StartAsync("write", path))
            {
                // Another moment in each round.
                foreach (string line in (await writer.ReadAsync(1 + (round * 7 % 40))).Concat(await writer.KillAsync()))
                {
                    string[] parts = line.Split(' ');
                    acknowledged[parts[0]] = long.Parse(parts[1], CultureInfo.InvariantCulture);
                }
            }

            using var store = new LiteDbConnectorStore(path);
            foreach ((string id, long version) in acknowledged)
            {
                await AssertWritten(store, id, version, round);
            }

            await AssertWhole(store);
        }

        Assert.True(acknowledged.Count > 200, $"Only {acknowledged.Count} connections were written.");
    }

    public void Dispose() => _directory.Dispose();

    private static async Task AssertWritten(LiteDbConnectorStore store, string id, long version, int round)
    {
        ConnectionRecord? record = await store.GetAsync(new("user", id, "telegram", ""), TestContext.Current.CancellationToken);
        Assert.True(record?.Version >= version, $"Round {round}: {id} was acknowledged at version {version} and is at {record?.Version}.");
        Assert.Equal(record!.Version == 1 ? null : "tokens 2", record.Tokens);
        Assert.Equal(3_000, record.Config.Length);
    }

    // The indexes agree with each other and with the records.
    private static async Task AssertWhole(LiteDbConnectorStore store)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        IReadOnlyList<ConnectionRecord> all = await store.ScanAsync(new(), null, int.MaxValue, cancellationToken);
        Assert.Equal(all.Count, (await store.CountByKeyIdAsync(cancellationToken))["key"]);
        foreach (ConnectionRecord record in all.TakeLast(20))
        {
            Assert.Equal(record.Id, (await store.FindByWebhookSecretAsync(record.Id, cancellationToken))?.Id);
            Assert.Equal(1, await store.CountAsync(TenantKey.Of(record.Key), new(), cancellationToken));
        }
    }
}
