using System.ComponentModel.DataAnnotations;
using Igniter.Connectors;

[assembly: ConnectorScope("organization")]

namespace Igniter.Connectors.Benchmarks.Engine;

/// <summary>One encrypted field.</summary>
[Connector("bench-secret")]
public sealed partial class BenchSecretConnector
{
    public sealed partial record Config
    {
        [Encrypted, StringLength(256, MinimumLength = 8)]
        public required string Token { get; init; }

        [StringLength(64, MinimumLength = 1)]
        public required string Name { get; init; }

        [Range(1, 4096)]
        public int Limit { get; init; } = 4096;
    }

    public sealed record Sum(int Value);

    [Action]
    public ValueTask<Sum> AddAsync([Range(0, 1000)] int left, [Range(0, 1000)] int right, Config config, CancellationToken cancellationToken) =>
        new(new Sum(left + right + config.Token.Length));
}

/// <summary>Nothing encrypted.</summary>
[Connector("bench-plain")]
public sealed partial class BenchPlainConnector
{
    public sealed record Config
    {
        [StringLength(64, MinimumLength = 1)]
        public required string Name { get; init; }

        [Range(1, 4096)]
        public int Limit { get; init; } = 4096;
    }

    [Action]
    public ValueTask<int> AddAsync([Range(0, 1000)] int left, [Range(0, 1000)] int right, Config config, CancellationToken cancellationToken) =>
        new(left + right + config.Limit);
}

/// <summary>No configuration: what is left is the dispatch.</summary>
[Connector("bench-bare")]
public sealed partial class BenchBareConnector
{
    [Action]
    public ValueTask<int> AddAsync(int left, int right, CancellationToken cancellationToken) => new(left + right);
}
