using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Igniter.Connectors.Benchmarks.Http;

namespace Igniter.Connectors.Benchmarks.Bench;

/// <summary>P19.</summary>
[MemoryDiagnoser, CategoriesColumn, GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class HttpBenchmarks
{
    private const int Calls = 1_000;
    private HttpFixture _fixture = null!;

    [GlobalSetup]
    public async Task SetUpAsync() => _fixture = await HttpFixture.CreateAsync();

    [GlobalCleanup]
    public async Task CleanUpAsync() => await _fixture.DisposeAsync();

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true), BenchmarkCategory("P19 GET")]
    public Task GetBareAsync() => _fixture.GetBareAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("P19 GET")]
    public Task GetAsync() => _fixture.GetAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("P19 GET")]
    public Task GetRefitAsync() => _fixture.GetRefitAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true), BenchmarkCategory("P19 POST")]
    public Task PostBareAsync() => _fixture.PostBareAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("P19 POST")]
    public Task PostAsync() => _fixture.PostAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("P19 POST")]
    public Task PostRefitAsync() => _fixture.PostRefitAsync(Calls);
}
