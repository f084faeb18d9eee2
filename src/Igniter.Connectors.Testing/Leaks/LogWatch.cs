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
            canary.Inspect(place + " (exception)", exception?.ToString());
            InspectValues(place, state);
            watch._scopes.ForEachScope((scope, _) => InspectValues(place + " (scope)", scope), state);
        }

        private void InspectValues(string place, object? state)
        {
            canary.Inspect(place, state?.ToString());
            if (state is IEnumerable<KeyValuePair<string, object?>> values)
            {
                foreach ((string name, object? value) in values)
                {
                    canary.Inspect($"{place}, value {name}", value?.ToString());
                }
            }
        }
    }
}
