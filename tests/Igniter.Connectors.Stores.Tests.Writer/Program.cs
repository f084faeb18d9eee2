using Igniter.Connectors;
using Igniter.Connectors.LiteDb;

// A process for tests to kill: writes to a LiteDB store from four tasks for ever and prints every write once it has been acknowledged, as
// "identity version", or "refused" if it wasn't and what was written before can still be read. With "hold" it only keeps the file open.
using var store = new LiteDbConnectorStore(args[1]);
Console.WriteLine("open");
if (args[0] == "hold")
{
    await Task.Delay(Timeout.Infinite);
}

await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => WriteForEver(store))));

static async Task WriteForEver(LiteDbConnectorStore store)
{
    while (true)
    {
        try
        {
            await WriteAsync(store);
        }
        catch (IOException)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await store.ScanAsync(new(), null, 10);
            Console.WriteLine("refused");
            await Task.Delay(10);
        }
    }
}

static async Task WriteAsync(LiteDbConnectorStore store)
{
    string id = Guid.CreateVersion7().ToString();
    var record = new ConnectionRecord
    {
        Id = id,
        Key = new("user", id, "telegram", ""),
        Config = new byte[3_000],
        KeyId = "key",
        WebhookSecretHashes = [new(id, null)],
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
    Acknowledge(await store.InsertAsync(record), record);
    record = record with { Version = 2, Tokens = "tokens 2" };
    Acknowledge(await store.UpdateAsync(record), record);
}

static void Acknowledge(bool done, ConnectionRecord record)
{
    if (!done)
    {
        throw new InvalidOperationException("The write was refused.");
    }

    Console.WriteLine($"{record.Id} {record.Version}");
}
