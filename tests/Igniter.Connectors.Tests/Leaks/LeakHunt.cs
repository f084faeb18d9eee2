using System.Collections.Concurrent;
using System.Text.Json;
using Igniter.Connectors.Testing;
using Igniter.Connectors.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors.Tests.Leaks;

/// <summary>
/// Plants secrets, and reads everything that a manager tells. In the end each secret must have reached the place that it was meant for, or the silence
/// would prove nothing, and none may have been told.
/// </summary>
internal sealed class LeakHunt : IDisposable
{
    /// <summary>The code of exceptions that the user's code throws.</summary>
    public const string Own = "OWN";

    private readonly ConcurrentDictionary<string, string> _values = new();
    private readonly ConcurrentDictionary<string, bool> _reached = new();
    private readonly IDisposable _console;

    public LeakHunt()
    {
        _console = Canary.WatchConsole();
        Secret = Plant("IGNITER_SECRET");
    }

    public SecretCanary Canary { get; } = new();

    public string Secret { get; }

    /// <summary>All planted values in one text: what an unkind provider, user or database may answer.</summary>
    public string All => string.Join(' ', _values.Values);

    public string this[string what] => _values[what];

    public string Plant(string what, string prefix = "") => _values[what] = Canary.Plant(what, prefix);

    /// <summary>A value that something else made.</summary>
    public string Watch(string what, string value)
    {
        Canary.Watch(what, value);
        _reached[what] = true;
        return _values[what] = value;
    }

    /// <summary>Notes that secrets were where they belong: at the provider, in the user's code, in a database.</summary>
    public void Saw(string? text)
    {
        foreach ((string what, string value) in _values)
        {
            if (text?.Contains(value, StringComparison.Ordinal) == true || text?.Contains(Uri.EscapeDataString(value), StringComparison.Ordinal) == true)
            {
                _reached[what] = true;
            }
        }
    }

    /// <summary>Notes that secrets whose names begin so were where they belong, as the test knows by other means.</summary>
    public void Arrived(string kind)
    {
        foreach (string what in _values.Keys.Where(what => what.StartsWith(kind, StringComparison.Ordinal)))
        {
            _reached[what] = true;
        }
    }

    public void Configure(ConnectorsBuilder builder)
    {
        builder.Services.Configure<ConnectorsOptions>(options =>
        {
            options.Secret = Secret;
            Saw(options.Secret);
        });
        builder.Services.AddLogging(logging => logging.AddProvider(Canary.Logs));
        builder.OnEvent(Canary.Inspect, EventDelivery.Inline);
    }

    /// <summary>A host without OAuth.</summary>
    public TestHost Host(Action<DemoConnector>? configure = null, IConnectorStore? store = null, Action<ConnectorsBuilder>? build = null) => new(
        configure,
        builder =>
        {
            Configure(builder);
            build?.Invoke(builder);
        },
        store);

    /// <summary>A configuration full of secrets.</summary>
    public DemoConfig Config() => new()
    {
        Token = Plant("token"),
        Endpoint = "https://example.test",
        Note = Plant("note"),
        Account = new DemoAccount { Name = "first", Password = Plant("password") },
    };

    /// <summary>What the user's code was given, as it may stand in a message of its own.</summary>
    public string Spill(Descriptors.ConnectorCall call, string? input = null)
    {
        DemoConfig? config = call.Config as DemoConfig;
        string text = $"Bot {config?.Token} said {config?.Note} to {config?.Account?.Password} about {input} with {call.GetContext().OAuth?.AccessToken} at x";
        Saw(text);
        return text;
    }

    /// <summary>
    /// Demands a failure and reads what it shows. The message of an exception of the user's own stays as it was written; what logs, traces and an API get
    /// of it is read all the same.
    /// </summary>
    public async Task<ConnectorException> FailsAsync(string code, Func<Task> action)
    {
        ConnectorException exception = await TestHost.FailsAsync(code, action);
        if (code == Own)
        {
            Canary.Inspect("an exception of the user's as text", exception.ToString());
            Canary.Inspect("an exception of the user's as JSON", JsonSerializer.Serialize(exception));
        }
        else
        {
            Canary.Inspect(exception);
        }

        return exception;
    }

    /// <summary>Demands that all secrets arrived, and none leaked.</summary>
    public void Verify()
    {
        _console.Dispose();
        Assert.DoesNotContain(_values.Keys, what => !_reached.ContainsKey(what));
        Canary.Verify();
    }

    public void Dispose()
    {
        _console.Dispose();
        Canary.Dispose();
    }
}
