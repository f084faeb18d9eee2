using Igniter.Connectors;
using Microsoft.AspNetCore.Authentication;

namespace Gateway;

/// <summary>What the pages' buttons do. Each takes the whole form, which also has its antiforgery token checked.</summary>
internal static class Forms
{
    public static void MapForms(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-in", SignInAsync);
        app.MapPost("/sign-out", SignOutAsync);
        app.MapPost("/organization", ChooseOrganizationAsync).RequireAuthorization();
        app.MapPost("/notes", AddNoteAsync).RequireAuthorization();
        app.MapPost("/disconnect", DisconnectAsync).RequireAuthorization();
    }

    private static async Task<IResult> SignInAsync(IFormCollection form, HttpContext context)
    {
        string person = form["person"].ToString();
        if (People.All.Contains(person))
        {
            await context.SignInAsync(People.SignIn(person));
        }

        return Home();
    }

    private static async Task<IResult> SignOutAsync(IFormCollection form, HttpContext context)
    {
        await context.SignOutAsync();
        return Home();
    }

    private static async Task<IResult> ChooseOrganizationAsync(IFormCollection form, HttpContext context)
    {
        string person = context.User.Person!;
        string organization = form["organization"].ToString();
        if (!People.OrganizationsOf(person).Contains(organization))
        {
            return Results.Forbid();
        }

        await context.SignInAsync(People.SignIn(person, organization));
        return Home();
    }

    private static Task<IResult> AddNoteAsync(IFormCollection form, HttpContext context, ConnectorManager connectors, CancellationToken cancellationToken) =>
        RunAsync(context, connectors, scope => scope.Notes.AddNoteAsync(form["text"].ToString(), cancellationToken));

    private static Task<IResult> DisconnectAsync(IFormCollection form, HttpContext context, ConnectorManager connectors, CancellationToken cancellationToken) =>
        RunAsync(context, connectors, scope => scope.Notes.DisconnectAsync(cancellationToken));

    private static async Task<IResult> RunAsync(HttpContext context, ConnectorManager connectors, Func<ConnectorScope, Task> action)
    {
        if (context.User.Organization is not { } organization)
        {
            return Results.Forbid();
        }

        try
        {
            await action(connectors.Organization(organization));
            return Home();
        }
        catch (ConnectorException exception)
        {
            return Results.LocalRedirect($"/?error={exception.Code}");
        }
    }

    private static IResult Home() => Results.LocalRedirect("/");
}
