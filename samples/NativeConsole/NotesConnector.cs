using System.ComponentModel.DataAnnotations;
using Igniter.Connectors;

namespace NativeConsole;

/// <summary>A connector that needs nobody on the other side.</summary>
[Connector("notes", Name = "Notes")]
public sealed partial class NotesConnector
{
    public sealed partial record Config
    {
        [Encrypted, StringLength(64, MinimumLength = 8)]
        public required string ApiKey { get; init; }

        [Range(1, 100)]
        public int MaxLength { get; init; } = 20;
    }

    public sealed record Note(string Text, bool WasCut);

    [Action(Description = "Keeps a note")]
    public ValueTask<Note> WriteAsync([StringLength(1000, MinimumLength = 1)] string text, Config config, CancellationToken cancellationToken) =>
        new(text.Length <= config.MaxLength ? new Note(text, WasCut: false) : new Note(text[..config.MaxLength], WasCut: true));
}
