using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Igniter.Connectors;

/// <summary>Records measurements. What a listener throws over them is none of the operation's business.</summary>
internal static class Measuring
{
    public static void Measure(this Histogram<double> histogram, TimeSpan duration, in TagList tags)
    {
        try
        {
            histogram.Record(duration.TotalSeconds, tags);
        }
        catch (Exception)
        {
            // There is nobody left to tell.
        }
    }

    public static void Count(this Counter<long> counter, in TagList tags = default)
    {
        try
        {
            counter.Add(1, tags);
        }
        catch (Exception)
        {
            // There is nobody left to tell.
        }
    }

    public static void Count(this UpDownCounter<long> counter, int change, in TagList tags)
    {
        try
        {
            counter.Add(change, tags);
        }
        catch (Exception)
        {
            // There is nobody left to tell.
        }
    }
}
