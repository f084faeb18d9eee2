using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace Igniter.Connectors.Benchmarks.Measuring;

/// <summary>
/// Which types an operation allocates, from the runtime's samples: one about every 100 KiB, so that after many operations nothing that each of them
/// allocates is missing.
/// </summary>
internal sealed class AllocationProfile : EventListener
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords AllocationSampling = (EventKeywords)0x80000000000;
    private const string Sampled = "AllocationSampled";

    private readonly ConcurrentDictionary<string, int> _samples = new(StringComparer.Ordinal);

    private AllocationProfile()
    {
    }

    /// <returns>Bytes of each type that one operation allocates.</returns>
    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(Func<int, Task> operation, int count)
    {
        await operation(count);
        using AllocationProfile profile = new();
        profile.Enable();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await operation(count);
        double each = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)count;

        // The runtime hands over its samples a moment later.
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        double all = profile._samples.Values.Sum();
        return profile._samples.ToDictionary(sample => sample.Key, sample => each * sample.Value / all);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName == Sampled && eventData.Payload?[eventData.PayloadNames!.IndexOf("TypeName")] is string type)
        {
            _samples.AddOrUpdate(type, 1, (_, count) => count + 1);
        }
    }

    private void Enable()
    {
        foreach (EventSource source in EventSource.GetSources().Where(source => source.Name == Runtime))
        {
            EnableEvents(source, EventLevel.Informational, AllocationSampling);
        }
    }
}
