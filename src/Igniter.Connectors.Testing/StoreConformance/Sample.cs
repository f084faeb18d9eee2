using System.Text;

namespace Igniter.Connectors.Testing;

/// <summary>Records and keys for the cases, the same in every run.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Now = new DateTimeOffset(2026, 3, 29, 0, 59, 59, TimeSpan.Zero).AddMicroseconds(123_456);

    public static ConnectionKey Key(int number = 0) => new("user", $"user_{number}", "telegram", "");

    /// <summary>A UUID version 7 that sorts by the number.</summary>
    public static string Id(int number)
    {
        string time = (1_700_000_000_000L + number).ToString("x12", System.Globalization.CultureInfo.InvariantCulture);
        string tail = (number * 2_654_435_761L & 0xffff_ffff_ffff).ToString("x12", System.Globalization.CultureInfo.InvariantCulture);
        return $"{time[..8]}-{time[8..]}-7abc-9def-{tail}";
    }

    /// <summary>A plain record.</summary>
    public static ConnectionRecord Record(int number = 0, ConnectionKey? key = null) => new()
    {
        Id = Id(number),
        Key = key ?? Key(number),
        Config = Encoding.UTF8.GetBytes($$"""{"number":{{number}}}"""),
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    /// <summary>The record that may replace another.</summary>
    public static ConnectionRecord Next(this ConnectionRecord record) => record with { Version = record.Version + 1 };

    public static async Task<ConnectionRecord> Insert(this IConnectorStore store, ConnectionRecord record, CancellationToken cancellationToken)
    {
        Expect.True(await store.InsertAsync(record, cancellationToken).ConfigureAwait(false), $"The record {record.Id} wasn't inserted.");
        return record;
    }

    public static async Task<ConnectionRecord> Update(this IConnectorStore store, ConnectionRecord record, CancellationToken cancellationToken)
    {
        Expect.True(await store.UpdateAsync(record, cancellationToken).ConfigureAwait(false), $"The record {record.Id} wasn't updated.");
        return record;
    }

    /// <summary>Starts the same work a number of times at one moment.</summary>
    public static async Task<T[]> Race<T>(int count, Func<int, Task<T>> work)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<T>[] racers = [.. Enumerable.Range(0, count).Select(number => Task.Run(async () =>
        {
            await start.Task.ConfigureAwait(false);
            return await work(number).ConfigureAwait(false);
        }))];
        start.SetResult();
        return await Task.WhenAll(racers).ConfigureAwait(false);
    }
}

/// <summary>Numbers that look random and are the same in every run (SplitMix64, Steele, Lea and Flood 2014).</summary>
internal sealed class SeededNumbers(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 up to, not including, a bound.</summary>
    public int Below(int bound)
    {
        unchecked
        {
            ulong value = _state += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return (int)((value ^ (value >> 31)) % (ulong)bound);
        }
    }

    /// <summary>The numbers from 0 up to, not including, a bound, in some order.</summary>
    public int[] Shuffled(int bound)
    {
        int[] numbers = [.. Enumerable.Range(0, bound)];
        for (int index = bound - 1; index > 0; index--)
        {
            int other = Below(index + 1);
            (numbers[index], numbers[other]) = (numbers[other], numbers[index]);
        }

        return numbers;
    }
}
