using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Gateway.AuthorizationServer;

/// <summary>Consent, tokens and user info. OpenIddict has checked each request before it gets here.</summary>
internal static class AuthorizationEndpoints
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void MapAuthorization(this IEndpointRouteBuilder app)
    {
        // As delegates, since what they return is the answer; a RequestDelegate's result would be lost.
        app.MapGet(ServerPaths.Authorization, AskForConsent);
        app.MapPost(ServerPaths.Authorization, (Delegate)DecideAsync);
        app.MapPost(ServerPaths.Token, (Delegate)GrantAsync);
        app.MapMethods(ServerPaths.UserInfo, [HttpMethods.Get, HttpMethods.Post], (Delegate)TellUserAsync);
    }

    private static RazorComponentResult<ConsentPage> AskForConsent(HttpContext context) =>
        new(new { Request = context.GetOpenIddictServerRequest()! });

    private static async Task<IResult> DecideAsync(HttpContext context)
    {
        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        Account? account = Account.All.FirstOrDefault(account => account.Id == form["account"]);
        if (account is null || form["decision"] != "allow")
        {
            return Results.Forbid(new AuthenticationProperties(new Dictionary<string, string?>
            {
                [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied,
                [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "The user said no.",
            }), [Scheme]);
        }

        ClaimsPrincipal principal = NewPrincipal(account.Id);
        principal.SetClaim(Claims.Name, account.Name).SetScopes(context.GetOpenIddictServerRequest()!.GetScopes());
        return Results.SignIn(principal, properties: null, Scheme);
    }

    private static async Task<IResult> GrantAsync(HttpContext context)
    {
        OpenIddictRequest request = context.GetOpenIddictServerRequest()!;
        if (request.IsClientCredentialsGrantType())
        {
            return Results.SignIn(NewPrincipal(request.ClientId!).SetScopes(request.GetScopes()), properties: null, Scheme);
        }

        // A code or a refresh token: whatever was granted with it is granted again.
        AuthenticateResult grant = await context.AuthenticateAsync(Scheme);
        return Results.SignIn(grant.Principal!, properties: null, Scheme);
    }

    private static async Task<IResult> TellUserAsync(HttpContext context)
    {
        AuthenticateResult token = await context.AuthenticateAsync(Scheme);
        string subject = token.Principal!.GetClaim(Claims.Subject)!;
        return Results.Json(new { sub = subject, name = Account.All.FirstOrDefault(account => account.Id == subject)?.Name });
    }

    private static ClaimsPrincipal NewPrincipal(string subject) =>
        new(new ClaimsIdentity("Gateway", Claims.Name, Claims.Role).SetClaim(Claims.Subject, subject).SetDestinations(_ => [Destinations.AccessToken]));
}

/// <summary>Somebody who has an account here. Nobody has a password.</summary>
internal sealed record Account(string Id, string Name)
{
    public static IReadOnlyList<Account> All { get; } = [new("ada", "Ada Lovelace"), new("grace", "Grace Hopper")];
}
