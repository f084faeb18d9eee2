using System.Collections.Concurrent;
using System.Diagnostics;

namespace Igniter.Connectors.Testing;

/// <summary>Reads every span of the process when it ends.</summary>
internal sealed class ActivityWatch : IDisposable
{
    private readonly SecretCanary _canary;
    private readonly ConcurrentDictionary<Activity, bool> _unfinished = new();
    private readonly ActivityListener _listener;

    public ActivityWatch(SecretCanary canary)
    {
        _canary = canary;
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity => _unfinished[activity] = true,
            ActivityStopped = activity =>
            {
                _unfinished.TryRemove(activity, out bool _);
                Inspect(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>A span that never ends can be read in a crash dump.</summary>
    public void InspectUnfinished()
    {
        foreach (Activity activity in _unfinished.Keys)
        {
            Inspect(activity);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Inspect(Activity activity)
    {
        string place = $"a span of {activity.Source.Name}";
        _canary.Inspect(place + " (name)", activity.DisplayName);
        _canary.Inspect(place + " (status)", activity.StatusDescription);
        _canary.Inspect(place + " (trace state)", activity.TraceStateString);
        InspectTags(place, activity.TagObjects);
        foreach ((string name, string? value) in activity.Baggage)
        {
            _canary.Inspect($"{place}, baggage {name}", value);
        }

        foreach (ActivityEvent happening in activity.Events)
        {
            _canary.Inspect($"{place} (event)", happening.Name);
            InspectTags($"{place}, event {happening.Name}", happening.Tags);
        }

        foreach (ActivityLink link in activity.Links)
        {
            InspectTags($"{place} (link)", link.Tags ?? []);
        }
    }

    private void InspectTags(string place, IEnumerable<KeyValuePair<string, object?>> tags)
    {
        foreach ((string name, object? value) in tags)
        {
            _canary.Inspect($"{place}, tag {name}", value as string ?? (value as IEnumerable<string> is { } texts ? string.Join(' ', texts) : value?.ToString()));
        }
    }
}
