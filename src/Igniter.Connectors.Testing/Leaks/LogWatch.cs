using Microsoft.Extensions.Logging;

namespace Igniter.Connectors.Testing;

/// <summary>Reads log messages as a sink would write them.</summary>
internal sealed class LogWatch(SecretCanary canary) : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ILogger CreateLogger(string categoryName) => new Logger(this, canary, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(LogWatch watch, SecretCanary canary, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => watch._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            ArgumentNullException.ThrowIfNull(formatter);
            string place = $"a {logLevel} log of {category}";
            canary.Inspect(place, formatter(state, exception));
            canary.Inspect(place + " (category)", category);
            canary.Inspect(place + " (event id)", eventId.Name);
            canary.InspectValue(place + " (exception)", exception);
            InspectState(place, state);
            watch._scopes.ForEachScope((scope, _) => InspectState(place + " (scope)", scope), state);
        }

        private void InspectState(string place, object? state)
        {
            if (state is not IEnumerable<KeyValuePair<string, object?>> values)
            {
                canary.InspectValue(place, state);
                return;
            }

            canary.Inspect(place, state.ToString());
            foreach (KeyValuePair<string, object?> value in values)
            {
                canary.InspectValue($"{place}, value {value.Key}", value);
            }
        }
    }
}
