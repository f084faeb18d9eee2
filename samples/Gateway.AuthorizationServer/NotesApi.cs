using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpenIddict.Abstractions;
using OpenIddict.Validation.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Gateway.AuthorizationServer;

/// <summary>What a token may allow.</summary>
public static class NoteScopes
{
    public const string Read = "notes.read";
    public const string Write = "notes.write";
}

/// <summary>The API that tokens are for: everybody's notes.</summary>
internal static class NotesApi
{
    public static void MapNotes(this IEndpointRouteBuilder app)
    {
        app.MapGet(ServerPaths.Notes, (ClaimsPrincipal user, NoteBook notes) => notes.Of(user)).RequireAuthorization(Require(NoteScopes.Read));
        app.MapPost(ServerPaths.Notes, (ClaimsPrincipal user, NoteBook notes, Note note) =>
        {
            notes.Of(user).Enqueue(note);
            return Results.Created((Uri?)null, note);
        }).RequireAuthorization(Require(NoteScopes.Write));
    }

    private static AuthorizationPolicy Require(string scope) =>
        new AuthorizationPolicyBuilder(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme)
            .RequireAssertion(context => context.User.HasScope(scope))
            .RequireAuthenticatedUser()
            .Build();
}

internal sealed class NoteBook
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Note>> _notes = new();

    public ConcurrentQueue<Note> Of(ClaimsPrincipal user) => _notes.GetOrAdd(user.GetClaim(Claims.Subject)!, _ => new([new("Water the plants")]));
}

internal sealed record Note(string Text);
