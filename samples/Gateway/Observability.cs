using Igniter.Connectors;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Gateway;

/// <summary>Two ways to watch what happens: a collector, where OTEL_EXPORTER_OTLP_ENDPOINT names one, or else lines on the console.</summary>
internal static class Observability
{
    public static void AddObservability(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            bool isColoured = !Console.IsOutputRedirected && string.IsNullOrEmpty(builder.Configuration["NO_COLOR"]);
            builder.Services.AddSingleton<IConnectorEventHandler>(new LiveView(Console.Out, isColoured));
            return;
        }

        // The SDK's spans and metrics; those of the web server and of HTTP calls come from OpenTelemetry and nest with them.
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("gateway").AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddIgniterConnectorsInstrumentation())
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddIgniterConnectorsInstrumentation())
            .WithLogging()
            .UseOtlpExporter();

        // The SDK's events as logs.
        builder.Services.AddSingleton<IConnectorEventHandler, EventLog>();
        builder.Logging.AddFilter<OpenTelemetryLoggerProvider>(typeof(EventLog).FullName, LogLevel.Information);
    }

    /// <summary>An event's name as people say it: <c>action.completed</c>.</summary>
    public static string ShortNameOf(ConnectorEvent occurred) => occurred.Name["igniter.connectors.".Length..];
}
