using BenchmarkDotNet.Attributes;
using Igniter.Connectors.Benchmarks.Webhooks;

namespace Igniter.Connectors.Benchmarks.Bench;

/// <summary>P9.</summary>
[MemoryDiagnoser]
public class WebhookBenchmarks
{
    private const int Calls = 1_000;
    private WebhookFixture _fixture = null!;

    [GlobalSetup]
    public async Task SetUpAsync() => _fixture = await WebhookFixture.CreateAsync(1);

    [GlobalCleanup]
    public async Task CleanUpAsync() => await _fixture.DisposeAsync();

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true)]
    public Task ByHandAsync() => _fixture.ByHandAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls)]
    public Task WebhookAsync() => _fixture.LastAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls)]
    public Task StoreReadAsync() => _fixture.StoreReadAsync(Calls);
}
