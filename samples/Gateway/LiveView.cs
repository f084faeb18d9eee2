using System.Globalization;
using Igniter.Connectors;

namespace Gateway;

/// <summary>A line for each event: when, what, whose, which action, how long it took, and the code of what went wrong.</summary>
internal sealed class LiveView(TextWriter output, bool isColoured) : IConnectorEventHandler
{
    private const string Reset = "\e[0m";

    public Task HandleAsync(ConnectorEvent connectorEvent) => output.WriteLineAsync(LineOf(connectorEvent));

    /// <remarks>Takes everything from the event's attributes: there the identity is as it is, hashed or left out, as the application chose.</remarks>
    private string LineOf(ConnectorEvent occurred)
    {
        IReadOnlyDictionary<string, object> attributes = occurred.Attributes;
        string time = occurred.Timestamp.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        string name = Observability.ShortNameOf(occurred).PadRight(22);
        string[] rest =
        [
            occurred.Connector,
            string.Join('/', ((string?[])[occurred.Scope, attributes.GetValueOrDefault("ctx.connector.identity") as string]).Where(part => !string.IsNullOrEmpty(part))),
            attributes.GetValueOrDefault("ctx.action.name") as string ?? "",
            attributes.FirstOrDefault(attribute => attribute.Key.EndsWith(".durationMs", StringComparison.Ordinal)).Value is double milliseconds
                ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms")
                : "",
            attributes.GetValueOrDefault("ctx.error.code") as string ?? "",
        ];
        string line = $"{time} {name} {string.Join("  ", rest.Where(part => part.Length > 0))}";
        return isColoured ? ColourOf(occurred.Level) + line + Reset : line;
    }

    private static string ColourOf(LogLevel level) => level switch
    {
        LogLevel.Error => "\e[31m",
        LogLevel.Debug => "\e[2m",
        _ => "\e[32m",
    };
}
