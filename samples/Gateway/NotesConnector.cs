using System.ComponentModel.DataAnnotations;
using System.Net.Http.Json;
using Igniter.Connectors;

namespace Gateway;

[Connector("notes", Name = "Notes", Description = "Reads and writes a person's notes")]
[OAuth2(
    AuthorizationEndpoint = "https://notes.example/connect/authorize",
    TokenEndpoint = "https://notes.example/connect/token",
    UserInfoEndpoint = "https://notes.example/connect/userinfo",
    RevocationEndpoint = "https://notes.example/connect/revoke",
    Issuer = "https://notes.example/",
    Scopes = ["notes.read", "notes.write", "offline_access"])]
public sealed partial class NotesConnector
{
    public sealed record Note(string Text);

    /// <summary>Lists the notes. context.Http sends the access token, which the SDK has renewed if need be.</summary>
    [Action]
    public async Task<IReadOnlyList<Note>> ListNotesAsync(ConnectorContext context, CancellationToken cancellationToken) =>
        await context.Http.GetFromJsonAsync<IReadOnlyList<Note>>("api/notes", cancellationToken) ?? [];

    /// <summary>Adds a note.</summary>
    /// <param name="text">What to remember.</param>
    [Action, RequiresScope("notes.write")]
    public async Task AddNoteAsync([StringLength(200, MinimumLength = 1)] string text, ConnectorContext context, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await context.Http.PostAsJsonAsync("api/notes", new Note(text), cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
