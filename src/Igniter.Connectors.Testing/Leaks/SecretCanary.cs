using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.Testing;

/// <summary>
/// Finds out whether secrets leak: <see cref="Plant"/> gives unique values to use as tokens, passwords and payloads, and every place where one appears
/// that others can read is a leak. Logs, traces and metrics of the whole process are watched until it is disposed; what it can't see by itself
/// (exceptions, answers, events) is shown to it.
/// </summary>
/// <example>
/// <code>
/// using SecretCanary canary = new();
/// services.AddLogging(logging => logging.AddProvider(canary.Logs));
/// await scope.Telegram.ConnectAsync(new() { BotToken = canary.Plant("bot token") });
/// canary.Verify();
/// </code>
/// </example>
public sealed class SecretCanary : IDisposable
{
    private const int Remembered = 20_000;

    private readonly ConcurrentDictionary<string, CanaryValue> _planted = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<SecretLeak> _leaks = new();
    private readonly ConcurrentQueue<(string Place, string Text)> _read = new();
    private readonly ActivityWatch _activities;
    private readonly MetricWatch _metrics;

    /// <summary>Starts watching the traces and metrics of the process.</summary>
    public SecretCanary()
    {
        Logs = new LogWatch(this);
        _activities = new ActivityWatch(this);
        _metrics = new MetricWatch(this);
    }

    /// <summary>Reads every log message, with its values, its scopes and its exception as text. Add it to the logging of what is tested.</summary>
    public ILoggerProvider Logs { get; }

    /// <summary>What was found so far.</summary>
    public IReadOnlyCollection<SecretLeak> Leaks => _leaks;

    /// <summary>Makes a secret that stands nowhere else.</summary>
    /// <param name="what">What it is, for the message: <c>"bot token"</c>.</param>
    /// <param name="prefix">What it starts with, where its form is checked: <c>"123456:"</c>.</param>
    /// <returns>Prefix and 32 random hexadecimal digits.</returns>
    public string Plant(string what, string prefix = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(what);
        ArgumentNullException.ThrowIfNull(prefix);
        string core = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _planted[core] = new CanaryValue(what, core, isRandom: true);
        return prefix + core;
    }

    /// <summary>
    /// Watches for a value that something else made: an access token that a provider issued, a state. It is looked for in what was read before, too (the
    /// last 20,000 texts).
    /// </summary>
    /// <param name="what">What it is, for the message.</param>
    /// <param name="value">The value, at least 8 characters: a shorter one stands in innocent text, too.</param>
    public void Watch(string what, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(what);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfLessThan(value.Length, 8, nameof(value));
        CanaryValue canary = new(what, value);
        _planted[value] = canary;
        foreach ((string place, string text) in _read)
        {
            Inspect(canary, place, text);
        }
    }

    /// <summary>
    /// Looks for planted secrets in a text: as they are, in part, in base64, base64url, hexadecimal, percent-encoded, and escaped for JSON or HTML.
    /// </summary>
    /// <param name="place">Where the text is from, for the message.</param>
    /// <param name="text">The text; nothing happens for <see langword="null"/>.</param>
    public void Inspect(string place, string? text)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        _read.Enqueue((place, text));
        if (_read.Count > Remembered)
        {
            _read.TryDequeue(out _);
        }

        foreach (CanaryValue value in _planted.Values)
        {
            Inspect(value, place, text);
        }
    }

    /// <summary>
    /// Looks for planted secrets in what an exception shows: its text, its data, and a <see cref="ConnectorException"/>'s metadata and JSON. The cause of a
    /// <see cref="ConnectorException"/> isn't shown by it.
    /// </summary>
    /// <param name="exception">The exception.</param>
    public void Inspect(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Inspect($"{exception.GetType().Name}.ToString()", exception.ToString());
        InspectValue($"the message or data of {exception.GetType().Name}", exception);
        if (exception is ConnectorException { Metadata: { } metadata } connectorException)
        {
            Inspect("the exception's code", connectorException.Code);
            Inspect("the exception's metadata", $"{metadata} {string.Join(' ', metadata.Errors)}");
            Inspect("the exception as JSON", JsonSerializer.Serialize(connectorException));
        }
    }

    /// <summary>Looks for planted secrets in an event: as text, as JSON, and in its attributes.</summary>
    /// <param name="connectorEvent">The event.</param>
    public void Inspect(ConnectorEvent connectorEvent)
    {
        ArgumentNullException.ThrowIfNull(connectorEvent);
        Inspect($"event {connectorEvent.Name}", connectorEvent.ToString());
        Inspect($"event {connectorEvent.Name} as JSON", JsonSerializer.Serialize(connectorEvent, connectorEvent.GetType()));
        foreach (KeyValuePair<string, object> attribute in connectorEvent.Attributes)
        {
            InspectValue($"attribute {attribute.Key} of event {connectorEvent.Name}", attribute);
        }
    }

    /// <summary>Looks for planted secrets in an answer of <see cref="ConnectorManager.HandleAsync"/>: headers (a redirect's address among them) and body.</summary>
    /// <param name="response">The answer.</param>
    public void Inspect(ConnectorResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        foreach ((string name, StringValues values) in response.Headers)
        {
            Inspect($"header {name} of a response", values.ToString());
        }

        InspectValue("a response's body", response.Body);
    }

    /// <summary>Looks for planted secrets in an HTTP answer: headers (a redirect's address among them) and body.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="cancellationToken">Cancels the reading of the body.</param>
    /// <returns>When it has been looked at.</returns>
    public async Task InspectAsync(HttpResponseMessage response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        Inspect("a response's reason", response.ReasonPhrase);
        string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers).Concat(response.TrailingHeaders))
        {
            Inspect($"header {name} of a response", string.Join(", ", values));
        }

        Inspect("a response's body", body);
    }

    /// <summary>Copies what is written to the console from now on past the canary, up to the end of the returned object.</summary>
    /// <returns>Gives the console back when disposed.</returns>
    public IDisposable WatchConsole() => new ConsoleWatch(this);

    /// <summary>Fails if a planted secret appeared anywhere.</summary>
    /// <exception cref="SecretLeakException">One did; the message says which and where, and not what it is.</exception>
    public void Verify()
    {
        _activities.InspectAll();
        _metrics.InspectObservable();
        if (!_leaks.IsEmpty)
        {
            throw new SecretLeakException([.. _leaks.Distinct()]);
        }
    }

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        _activities.Dispose();
        _metrics.Dispose();
        Logs.Dispose();
    }

    /// <summary>Looks at all that a sink may write for a value.</summary>
    internal void InspectValue(string place, object? value)
    {
        foreach (string text in Rendering.TextsOf(value))
        {
            Inspect(place, text);
        }
    }

    private void Inspect(CanaryValue value, string place, string text)
    {
        if (value.IsIn(text))
        {
            _leaks.Enqueue(new SecretLeak(value.What, NameOf(place)));
        }
    }

    /// <summary>A tag's name may be the leak, and is a part of where it was found.</summary>
    private string NameOf(string place) => _planted.Values.Any(value => value.IsIn(place)) ? "a place whose name holds it" : place;
}

/// <summary>A secret in a place where others can read it.</summary>
/// <param name="Secret">What it is, as told when it was planted; not its value.</param>
/// <param name="Place">Where it was found.</param>
public sealed record SecretLeak(string Secret, string Place);

/// <summary>Planted secrets appeared where others can read them.</summary>
public sealed class SecretLeakException : Exception
{
    internal SecretLeakException(IReadOnlyList<SecretLeak> leaks)
        : base($"{leaks.Count} leaks: {string.Join("; ", leaks.Select(leak => $"{leak.Secret} in {leak.Place}"))}.") => Leaks = leaks;

    /// <summary>Which secrets, and where.</summary>
    public IReadOnlyList<SecretLeak> Leaks { get; }
}
