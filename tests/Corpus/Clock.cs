using Igniter.Connectors;

/// <summary>A connector without configuration, in the global namespace.</summary>
[Connector("clock")]
public partial class ClockConnector(TimeProvider time)
{
    [Action]
    public Task<DateTimeOffset> NowAsync() => Task.FromResult(time.GetUtcNow());

    [Action]
    public ValueTask TickAsync() => ValueTask.CompletedTask;
}
