using Gateway.Pages;
using Igniter.Connectors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gateway;

/// <summary>The two pages: Home, and in a frame of it Live, which loads itself again and again.</summary>
internal static class PageEndpoints
{
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", ShowHomeAsync);
        app.MapGet("/live", ShowLiveAsync).RequireAuthorization();
    }

    private static async Task<RazorComponentResult<Home>> ShowHomeAsync(
        HttpContext context, ConnectorManager connectors, string? error, CancellationToken cancellationToken)
    {
        string? organization = context.User.Organization;
        Connection? connection = organization is null ? null : await connectors.Organization(organization).Notes.GetAsync(cancellationToken);
        return new(new { context.User.Person, Organization = organization, Connection = connection, Error = error });
    }

    private static async Task<IResult> ShowLiveAsync(
        HttpContext context, ConnectorManager connectors, RecentEvents events, TimeProvider time, CancellationToken cancellationToken)
    {
        if (context.User.Organization is not { } organization)
        {
            return Results.Forbid();
        }

        ConnectorScope scope = connectors.Organization(organization);
        IReadOnlyList<NotesConnector.Note> notes = [];
        string? error = null;
        try
        {
            notes = await scope.Notes.ListNotesAsync(cancellationToken);
        }
        catch (ConnectorException exception)
        {
            error = exception.Code;
        }

        Connection? connection = await scope.Notes.GetAsync(cancellationToken);
        double? secondsLeft = connection?.OAuth?.ExpiresAt is { } expiry ? Math.Round((expiry - time.GetUtcNow()).TotalSeconds) : null;
        return new RazorComponentResult<Live>(new { Notes = notes, SecondsLeft = secondsLeft, Events = events.Of(organization), Error = error });
    }
}
