using System.ComponentModel.DataAnnotations;
using Igniter.Connectors;

namespace Corpus.Library;

/// <summary>Echoes what it is told.</summary>
[Connector("echo")]
public sealed partial class EchoConnector
{
    /// <summary>The configuration.</summary>
    public sealed partial record Config
    {
        /// <summary>Proves who calls.</summary>
        [Encrypted]
        [MinLength(3)]
        public required string ApiKey { get; init; }
    }

    /// <summary>Says it again.</summary>
    /// <param name="text">What to say.</param>
    /// <returns>The same.</returns>
    [Action]
    public ValueTask<string> EchoAsync([MinLength(1)] string text) => ValueTask.FromResult(text);
}

/// <summary>No other assembly sees it.</summary>
[Connector("hidden")]
internal sealed partial class HiddenConnector
{
    [Action]
    public ValueTask PingAsync() => ValueTask.CompletedTask;
}
