using Igniter.Connectors.Benchmarks.Measuring;

namespace Igniter.Connectors.Benchmarks.Engine;

/// <summary>P1 to P5: calls and connects over the store in memory.</summary>
internal static class ActionMeasures
{
    public static async Task TypedSecretAsync(Table table)
    {
        await using ActionFixture fixture = await ActionFixture.CreateAsync();
        await using PeerFixture peers = PeerFixture.Create();
        await fixture.PrepareColdAsync();
        Series[] series = await Measure.RunAsync(fixture.SecretAsync, fixture.SecretByHandAsync, fixture.ColdAsync, peers.ValidateAsync);
        table.Compare(
            "P1", "typed action, one encrypted field", series[0], series[1], Goal.Ratio(series[0].Over(series[1]), 1.25), Goal.Bytes(series[0].Bytes, 1024));
        table.Beside("key cold", series[2], series[1]);
        table.Beside("DataAnnotations' Validator, two members", series[3]);
    }

    public static async Task TypedPlainAsync(Table table)
    {
        await using ActionFixture fixture = await ActionFixture.CreateAsync();
        Series[] series = await Measure.RunAsync(fixture.PlainAsync, fixture.PlainByHandAsync);
        table.Compare("P2", "typed action, nothing encrypted", series[0], series[1], 1.5);
    }

    public static async Task DispatchAsync(Table table)
    {
        await using ActionFixture fixture = await ActionFixture.CreateAsync();
        await using PeerFixture peers = PeerFixture.Create();
        Series[] series = await Measure.RunAsync(fixture.BareAsync, fixture.BareByHandAsync, fixture.ScopeAsync, peers.SendAsync);
        table.Compare("P3", "dispatch alone", series[0], series[1], Goal.Ratio(series[0].Over(series[1]), 2), Goal.Bytes(series[0].Bytes, 128));
        table.Beside("scope and client made for the call", series[2], series[1]);
        table.Beside("Mediator: ISender.Send", series[3]);
    }

    public static async Task ByKeyAsync(Table table)
    {
        await using ActionFixture fixture = await ActionFixture.CreateAsync();
        Series[] series = await Measure.RunAsync(fixture.KeyAsync, fixture.KeyByHandAsync);
        table.Compare("P4", "action by key, JSON in and out", series[0], series[1], 1.3);
    }

    public static async Task ConnectAsync(Table table)
    {
        await using ActionFixture fixture = await ActionFixture.CreateAsync();
        await fixture.PrepareColdAsync();
        Series[] series = await Measure.RunAsync(fixture.ConnectAsync, fixture.ConnectByHandAsync, fixture.ColdConnectAsync);
        table.Compare("P5", "connect, one encrypted field", series[0], series[1], 1.5);
        table.Beside("key cold", series[2], series[1]);
    }
}
