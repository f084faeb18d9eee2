using System.Collections.Concurrent;
using System.Diagnostics;

namespace Igniter.Connectors.Testing;

/// <summary>Reads every span of the process when it ends, and all of them once more in the end: an exporter may come late.</summary>
internal sealed class ActivityWatch : IDisposable
{
    private readonly SecretCanary _canary;
    private readonly ConcurrentDictionary<Activity, bool> _seen = new();
    private readonly ActivityListener _listener;

    public ActivityWatch(SecretCanary canary)
    {
        _canary = canary;
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            SampleUsingParentId = (ref ActivityCreationOptions<string> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity => _seen[activity] = true,
            ActivityStopped = activity =>
            {
                _seen[activity] = true;
                Inspect(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Those that never end among them: they can be read in a crash dump.</summary>
    public void InspectAll()
    {
        foreach (Activity activity in _seen.Keys)
        {
            Inspect(activity);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Inspect(Activity activity)
    {
        string place = $"a span of {activity.Source.Name}";
        _canary.Inspect(place + " (name)", activity.DisplayName);
        _canary.Inspect(place + " (operation)", activity.OperationName);
        _canary.Inspect(place + " (source)", $"{activity.Source.Name} {activity.Source.Version}");
        _canary.InspectValue(place + " (source)", activity.Source.Tags);
        _canary.Inspect(place + " (parent)", activity.ParentId);
        _canary.Inspect(place + " (status)", activity.StatusDescription);
        _canary.Inspect(place + " (trace state)", activity.TraceStateString);
        InspectTags(place, activity.TagObjects);
        foreach ((string name, string? value) in activity.Baggage)
        {
            _canary.Inspect($"{place}, baggage {name}", $"{name} {value}");
        }

        foreach (ActivityEvent happening in activity.Events)
        {
            _canary.Inspect($"{place} (event)", happening.Name);
            InspectTags($"{place}, event {happening.Name}", happening.Tags);
        }

        foreach (ActivityLink link in activity.Links)
        {
            _canary.Inspect($"{place} (link)", link.Context.TraceState);
            InspectTags($"{place} (link)", link.Tags ?? []);
        }
    }

    private void InspectTags(string place, IEnumerable<KeyValuePair<string, object?>> tags)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            _canary.InspectValue($"{place}, tag {tag.Key}", tag);
        }
    }
}
