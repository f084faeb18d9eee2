using Igniter.Connectors.LiteDb;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>
/// Transactions of a LiteDB file that show whether one is there in part: each inserts connections of its own and updates those of the one before.
/// </summary>
internal static class LiteDbBatches
{
    private const int Size = 3;

    public static void Commit(LiteDbFile file, int batch) => file.Commit(tables =>
    {
        for (int number = 0; number < Size; number++)
        {
            Assert.True(tables.Connections.Insert(Record(batch, number, version: 1)));
            Assert.True(batch == 0 || tables.Connections.Update(Record(batch - 1, number, version: 2)));
        }
    });

    /// <summary>Counts them, sure that each is whole and that records and indexes agree.</summary>
    public static int Count(LiteDbFile file)
    {
        List<ConnectionRecord> all = file.Tables.Connections.All(afterId: null, int.MaxValue);
        int batches = all.Count / Size;
        Assert.Equal(
            Enumerable.Range(0, batches)
                .SelectMany(batch => Enumerable.Range(0, Size).Select(number => (IdOf(batch, number), batch < batches - 1 ? 2L : 1L))),
            all.Select(record => (record.Id, record.Version)));
        foreach (ConnectionRecord record in all)
        {
            Assert.Equal(record.Id, file.Tables.Connections.Get(record.Key)?.Id);
            Assert.Equal(record.Id, file.Tables.Connections.FindByWebhook(record.Id)?.Id);
            Assert.Equal(3_000, record.Config.Length);
        }

        return batches;
    }

    private static string IdOf(int batch, int number) => $"01900000-0000-7000-8000-{batch:x6}{number:x6}";

    private static ConnectionRecord Record(int batch, int number, long version) => new()
    {
        Id = IdOf(batch, number),
        Key = new("user", $"{batch} {number}", "telegram", ""),
        Version = version,
        Config = new byte[3_000],
        KeyId = "key",
        WebhookSecretHashes = [new(IdOf(batch, number), null)],
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
