using System.Net.Http.Json;

namespace Igniter.Connectors.OAuthNode;

/// <summary>A connector for the bundled authorization server and its API; <see cref="Cloud"/> says where those are.</summary>
[Connector("cloud")]
[OAuth2(
    AuthorizationEndpoint = "https://cloud.example/connect/authorize",
    TokenEndpoint = "https://cloud.example/connect/token",
    UserInfoEndpoint = "https://cloud.example/connect/userinfo",
    RevocationEndpoint = "https://cloud.example/connect/revoke",
    Issuer = "https://cloud.example/",
    Scopes = ["notes.read", "offline_access"])]
public sealed partial class CloudConnector
{
    public sealed partial record Config
    {
        public string Folder { get; init; } = "inbox";

        [Encrypted]
        public string? Passphrase { get; init; }
    }

    public sealed record Note(string Text);

    [Action]
    public async Task<IReadOnlyList<Note>> ListNotesAsync(ConnectorContext context, CancellationToken cancellationToken) =>
        await context.Http.GetFromJsonAsync<IReadOnlyList<Note>>("api/notes", cancellationToken) ?? [];

    [Action, RequiresScope("notes.write")]
    public async Task AddNoteAsync(string text, ConnectorContext context, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await context.Http.PostAsJsonAsync("api/notes", new Note(text), cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
