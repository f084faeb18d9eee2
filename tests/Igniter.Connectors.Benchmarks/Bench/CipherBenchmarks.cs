using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Igniter.Connectors.Benchmarks.Engine;

namespace Igniter.Connectors.Benchmarks.Bench;

/// <summary>P8.</summary>
[MemoryDiagnoser, CategoriesColumn, GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class CipherBenchmarks
{
    private const int Calls = 1_000;
    private CipherFixture _fixture = null!;
    private PeerFixture _peers = null!;

    [Params(64, 4096)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _fixture = await CipherFixture.CreateAsync(Bytes);
        _peers = PeerFixture.Create(Bytes);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        _fixture.Dispose();
        await _peers.DisposeAsync();
    }

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true), BenchmarkCategory("P8 encrypt")]
    public Task EncryptByHandAsync() => _fixture.EncryptByHandAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("P8 encrypt")]
    public Task EncryptAsync() => _fixture.EncryptAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("P8 encrypt")]
    public Task DataProtectionProtectAsync() => _peers.ProtectAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true), BenchmarkCategory("P8 decrypt")]
    public Task DecryptByHandAsync() => _fixture.DecryptByHandAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("P8 decrypt")]
    public Task DecryptAsync() => _fixture.DecryptAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("P8 decrypt")]
    public Task DataProtectionUnprotectAsync() => _peers.UnprotectAsync(Calls);
}
