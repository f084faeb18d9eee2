using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Gateway;

/// <summary>Who uses the application. A plain development identity: real ones have passwords.</summary>
internal static class People
{
    private const string OrganizationClaim = "organization";

    private static readonly Dictionary<string, string[]> Memberships = new() { ["Ada"] = ["acme", "globex"], ["Grace"] = ["globex"] };

    public static IEnumerable<string> All => Memberships.Keys;

    public static string[] OrganizationsOf(string? person) => Memberships.GetValueOrDefault(person ?? "") ?? [];

    public static ClaimsPrincipal SignIn(string person, string? organization = null)
    {
        ClaimsIdentity identity = new([new(ClaimTypes.Name, person)], CookieAuthenticationDefaults.AuthenticationScheme);
        if (organization is not null)
        {
            identity.AddClaim(new(OrganizationClaim, organization));
        }

        return new(identity);
    }

    extension(ClaimsPrincipal user)
    {
        public string? Person => user.Identity?.Name;

        /// <summary>The organization that the user acts for; it was checked when it was chosen, and the cookie is sealed.</summary>
        public string? Organization => user.FindFirstValue(OrganizationClaim);
    }
}
