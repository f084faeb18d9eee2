using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Benchmarks.Engine;

/// <summary>The engine over the store in memory, nobody listening.</summary>
internal static class BenchHost
{
    public const string Secret = "a secret for benchmarks that is long enough";

    public static ConnectorManager Build(Action<ConnectorsBuilder>? configure = null, string secret = Secret)
    {
        ConnectorsBuilder builder = ConnectorManager.CreateBuilder(options =>
        {
            options.Secret = secret;
            options.BaseUrl = "https://app.example.com";
        }).AddConnectors().UseInMemory();
        configure?.Invoke(builder);
        return builder.Build();
    }
}
