using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Igniter.Connectors;

/// <summary>
/// Makes the source of spans and the instruments. Listeners are told at once that there is a new one, and what they throw comes out of its constructor;
/// by then it stands in the framework's list, where it is found again.
/// </summary>
internal static class Publishing
{
    public static ActivitySource CreateSource(string name, string version)
    {
        try
        {
            return new ActivitySource(name, version);
        }
        catch (Exception)
        {
            return Find(name, version);
        }
    }

    public static Histogram<double> CreateDuration(this Meter meter, string name, string description, InstrumentAdvice<double> advice)
    {
        try
        {
            return meter.CreateHistogram(name, "s", description, advice: advice);
        }
        catch (Exception)
        {
            return (Histogram<double>)Find(meter, name);
        }
    }

    public static Counter<long> CreateCount(this Meter meter, string name, string unit, string description)
    {
        try
        {
            return meter.CreateCounter<long>(name, unit, description);
        }
        catch (Exception)
        {
            return (Counter<long>)Find(meter, name);
        }
    }

    public static UpDownCounter<long> CreateLevel(this Meter meter, string name, string unit, string description)
    {
        try
        {
            return meter.CreateUpDownCounter<long>(name, unit, description);
        }
        catch (Exception)
        {
            return (UpDownCounter<long>)Find(meter, name);
        }
    }

    private static Instrument Find(Meter meter, string name)
    {
        Instrument? found = null;
        using MeterListener finder = new();
        finder.InstrumentPublished = (instrument, _) => found = instrument.Meter == meter && instrument.Name == name ? instrument : found;
        finder.Start();
        return found!;
    }

    /// <summary>The last one of the name: others may have been made by a copy of this assembly.</summary>
    private static ActivitySource Find(string name, string version)
    {
        ActivitySource? found = null;
        using ActivityListener finder = new();
        finder.ShouldListenTo = source =>
        {
            found = source.Name == name && source.Version == version ? source : found;
            return false;
        };
        ActivitySource.AddActivityListener(finder);
        return found!;
    }
}
