using System.Diagnostics.Metrics;

namespace Igniter.Connectors.Testing;

/// <summary>Reads the tags of every measurement of the process, and those of its instruments and meters.</summary>
internal sealed class MetricWatch : IDisposable
{
    private readonly SecretCanary _canary;
    private readonly MeterListener _listener;

    public MetricWatch(SecretCanary canary)
    {
        _canary = canary;
        _listener = new MeterListener { InstrumentPublished = Enable };
        _listener.SetMeasurementEventCallback<byte>(Inspect);
        _listener.SetMeasurementEventCallback<short>(Inspect);
        _listener.SetMeasurementEventCallback<int>(Inspect);
        _listener.SetMeasurementEventCallback<long>(Inspect);
        _listener.SetMeasurementEventCallback<float>(Inspect);
        _listener.SetMeasurementEventCallback<double>(Inspect);
        _listener.SetMeasurementEventCallback<decimal>(Inspect);
        _listener.Start();
    }

    /// <summary>Instruments that measure when asked are asked.</summary>
    public void InspectObservable() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();

    private void Enable(Instrument instrument, MeterListener listener)
    {
        listener.EnableMeasurementEvents(instrument);
        string place = $"metric {instrument.Name}";
        _canary.Inspect(place + " (name)", instrument.Name);
        _canary.Inspect(place + " (description)", instrument.Description);
        _canary.Inspect(place + " (unit)", instrument.Unit);
        _canary.InspectValue(place + ", tags of the instrument", instrument.Tags);
        _canary.InspectValue(place + ", tags of the meter", instrument.Meter.Tags);
    }

    private void Inspect<T>(Instrument instrument, T measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            _canary.InspectValue($"metric {instrument.Name}, tag {tag.Key}", tag);
        }
    }
}
