using Gateway;
using Gateway.AuthorizationServer;
using Igniter.Connectors;
using Microsoft.AspNetCore.Authentication.Cookies;

[assembly: ConnectorScope("organization")]

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);

// Stands in for a provider: an authorization server and a notes API, on a port of their own.
await using BundledAuthorizationServer provider = await BundledAuthorizationServer.StartAsync(NotesProvider.ReadSettings(builder.Configuration));

// The application's own sign-in, which the SDK knows nothing of.
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options => options.LoginPath = "/");
builder.Services.AddAuthorization();
builder.Services.AddRazorComponents();

// The SDK. The provider forgets everything when the sample ends, so connections needn't outlive it either.
RecentEvents events = new();
builder.Services.AddSingleton(events);
builder.Services.AddIgniterConnectors()
    .AddConnectors()
    .UseInMemory()
    .ConfigureOAuth("notes", oauth => NotesProvider.UseBundled(oauth, provider.Issuer))
    .OnEvent(events.Add);
builder.Services.AddHttpClient("notes", http => http.BaseAddress = provider.Issuer);
builder.Services.AddHealthChecks().AddConnectorsHealthCheck();
builder.AddObservability();

WebApplication app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapHealthChecks("/health");
app.MapPages();
app.MapForms();

// Maps the OAuth callback, and since it is known whom a request acts for, the way to connect.
ConnectorManager connectors = app.Services.GetRequiredService<ConnectorManager>();
app.MapIgniterConnectors(options =>
{
    options.ResolveScope = context => ValueTask.FromResult(context.User.Organization is { } organization ? connectors.Organization(organization) : null);
    options.ResolveSubject = context => context.User.Person;
});

app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Open {builder.Configuration["IGNITER_BASE_URL"]} in a browser. Ctrl+C ends it."));
await app.RunAsync();
