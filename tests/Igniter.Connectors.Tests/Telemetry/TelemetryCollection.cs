namespace Igniter.Connectors.Tests.Telemetry;

/// <summary>Spans and metrics belong to the whole process, so who looks at them runs alone.</summary>
[CollectionDefinition(nameof(TelemetryCollection), DisableParallelization = true)]
public sealed class TelemetryCollection;
