using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Igniter.Connectors.Benchmarks.Engine;

namespace Igniter.Connectors.Benchmarks.Bench;

/// <summary>P1 to P5.</summary>
[MemoryDiagnoser, CategoriesColumn, GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class ActionBenchmarks
{
    private const int Calls = 1_000;
    private ActionFixture _fixture = null!;

    [GlobalSetup]
    public async Task SetUpAsync() => _fixture = await ActionFixture.CreateAsync();

    [GlobalCleanup]
    public async Task CleanUpAsync() => await _fixture.DisposeAsync();

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true), BenchmarkCategory("P1 one encrypted field")]
    public Task SecretByHandAsync() => _fixture.SecretByHandAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("P1 one encrypted field")]
    public Task SecretAsync() => _fixture.SecretAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true), BenchmarkCategory("P2 nothing encrypted")]
    public Task PlainByHandAsync() => _fixture.PlainByHandAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("P2 nothing encrypted")]
    public Task PlainAsync() => _fixture.PlainAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true), BenchmarkCategory("P3 dispatch alone")]
    public Task BareByHandAsync() => _fixture.BareByHandAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("P3 dispatch alone")]
    public Task BareAsync() => _fixture.BareAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true), BenchmarkCategory("P4 by key, JSON")]
    public Task KeyByHandAsync() => _fixture.KeyByHandAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("P4 by key, JSON")]
    public Task KeyAsync() => _fixture.KeyAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true), BenchmarkCategory("P5 connect")]
    public Task ConnectByHandAsync() => _fixture.ConnectByHandAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("P5 connect")]
    public Task ConnectAsync() => _fixture.ConnectAsync(Calls);
}
