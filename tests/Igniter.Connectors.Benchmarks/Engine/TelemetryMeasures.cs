using System.Globalization;
using Igniter.Connectors.Benchmarks.Measuring;
using Igniter.Connectors.Benchmarks.Webhooks;

namespace Igniter.Connectors.Benchmarks.Engine;

/// <summary>P17: what events, spans and metrics allocate while nobody listens. Everything that is allocated is looked at, by its type.</summary>
internal static class TelemetryMeasures
{
    private const int Count = 100_000;

    // The sampler itself reports events and so allocates some.
    private static readonly string[] Ignored = ["System.Diagnostics.Tracing.", "MoreEventInfo"];
    private static readonly string[] Telemetry = ["System.Diagnostics.", "Report", "Event", "Activity", "TagList", "Span", "KeyValuePair`2[System.String,System.Object]"];

    public static async Task RunAsync(Table table)
    {
        await using ActionFixture fixture = await ActionFixture.CreateAsync();
        await using WebhookFixture webhooks = await WebhookFixture.CreateAsync(1);
        await MeasureAsync(table, "an action", fixture.BareAsync);
        await MeasureAsync(table, "a connect", fixture.ConnectAsync);
        await MeasureAsync(table, "a webhook", webhooks.LastAsync);
    }

    private static async Task MeasureAsync(Table table, string work, Func<int, Task> operation)
    {
        IReadOnlyDictionary<string, double> types = await AllocationProfile.RunAsync(operation, Count);
        KeyValuePair<string, double>[] found = [.. types.Where(type => IsTelemetry(type.Key))];
        double bytes = found.Sum(type => type.Value);
        table.Add("P17", $"telemetry without listeners, {work}: allocated", Bytes(bytes), Bytes(0), null, Goal.AtMost(bytes, 0, "0 B"));
        foreach ((string type, double each) in found)
        {
            table.Beside(type, Bytes(each));
        }
    }

    private static bool IsTelemetry(string type) => Telemetry.Any(type.Contains) && !Ignored.Any(type.StartsWith);

    private static string Bytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes:F0} B");
}
