using Igniter.Connectors.Benchmarks.Measuring;

namespace Igniter.Connectors.Benchmarks.Webhooks;

/// <summary>P9 and P10: a delivery of 1 KiB, from its URL to its handler, over the store in memory.</summary>
internal static class WebhookMeasures
{
    private const int Many = 100_000;

    public static async Task CoreAsync(Table table)
    {
        await using WebhookFixture fixture = await WebhookFixture.CreateAsync(1);
        await using WebhookFixture cold = await WebhookFixture.CreateAsync(8_192);
        Series[] series = await Measure.RunAsync(fixture.LastAsync, fixture.ByHandAsync, fixture.StoreReadAsync, cold.EachAsync);
        (Series ours, Series floor, Series read) = (series[0], series[1], series[2]);
        table.Compare(
            "P9", "webhook of 1 KiB: find, verify, parse, claim, handle", ours, floor,
            Goal.AtMost(ours.Over(floor.Times(1.5, read)), 1, "1.5 × + one read of the store"));
        table.Beside("one read of the store, by the hash of the URL's secret", read);
        table.Beside("key cold", series[3], floor);
    }

    public static async Task ManyAsync(Table table)
    {
        await using WebhookFixture one = await WebhookFixture.CreateAsync(1);
        await using WebhookFixture many = await WebhookFixture.CreateAsync(Many);
        Series[] series = await Measure.RunAsync(many.LastAsync, one.LastAsync, many.UnknownAsync, one.UnknownAsync);
        table.Compare("P10", "the last of 100,000 connections; floor: of one", series[0], series[1], 1.2);
        table.Compare("P10", "an unknown secret among 100,000; floor: one", series[2], series[3], 1.2);
    }
}
