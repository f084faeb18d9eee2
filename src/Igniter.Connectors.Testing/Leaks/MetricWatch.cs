using System.Diagnostics.Metrics;

namespace Igniter.Connectors.Testing;

/// <summary>Reads the tags of every measurement of the process.</summary>
internal sealed class MetricWatch : IDisposable
{
    private readonly SecretCanary _canary;
    private readonly MeterListener _listener = new() { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };

    public MetricWatch(SecretCanary canary)
    {
        _canary = canary;
        _listener.SetMeasurementEventCallback<byte>(Inspect);
        _listener.SetMeasurementEventCallback<short>(Inspect);
        _listener.SetMeasurementEventCallback<int>(Inspect);
        _listener.SetMeasurementEventCallback<long>(Inspect);
        _listener.SetMeasurementEventCallback<float>(Inspect);
        _listener.SetMeasurementEventCallback<double>(Inspect);
        _listener.SetMeasurementEventCallback<decimal>(Inspect);
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    private void Inspect<T>(Instrument instrument, T measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        foreach ((string name, object? value) in tags)
        {
            _canary.Inspect($"metric {instrument.Name}, tag {name}", value?.ToString());
        }
    }
}
