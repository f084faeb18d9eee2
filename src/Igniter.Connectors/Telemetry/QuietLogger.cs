using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>
/// A logger whose sinks may throw: an operation neither fails nor ends otherwise because nobody could write about it. It is made when there is first
/// something to write: most programs start without.
/// </summary>
internal sealed class QuietLogger(Func<ILogger> create) : ILogger
{
    private ILogger Logger => field ??= create();

    /// <summary>Makes it.</summary>
    public void Start() => _ = Logger;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => Logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return Logger.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            Logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // There is nobody left to tell.
        }
    }
}
