using Igniter.Connectors;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Igniter.Connectors to OpenTelemetry.</summary>
public static class ConnectorsInstrumentationExtensions
{
    /// <summary>Traces actions, connects, OAuth exchanges and refreshes, and webhook deliveries. Sampling is OpenTelemetry's business.</summary>
    /// <param name="builder">The tracer provider's builder.</param>
    /// <returns>The builder.</returns>
    public static TracerProviderBuilder AddIgniterConnectorsInstrumentation(this TracerProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddSource(ConnectorTelemetry.Name);
    }

    /// <summary>Collects the metrics <c>igniter.connectors.*</c>.</summary>
    /// <param name="builder">The meter provider's builder.</param>
    /// <returns>The builder.</returns>
    public static MeterProviderBuilder AddIgniterConnectorsInstrumentation(this MeterProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddMeter(ConnectorTelemetry.Name);
    }
}
