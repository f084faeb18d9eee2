using System.Net;
using System.Text;
using System.Text.Json;

namespace Igniter.Connectors.AotSmoke;

/// <summary>Uses what a native program could lose of OAuth: methods that read the provider's answers, captured fields, the access token in requests.</summary>
[Connector("fleet")]
[OAuth2(
    AuthorizationEndpoint = "https://fleet.example.com/authorize",
    TokenEndpoint = "https://fleet.example.com/token",
    UserInfoEndpoint = "https://fleet.example.com/me",
    Scopes = ["vans"],
    CapturedFields = ["depot_url"])]
public sealed partial class FleetConnector
{
    public sealed record Config(string Depot);

    public sealed partial record Vans(int Count, string Depot, string Account, [property: Sensitive] string Token);

    [OAuthUserInfo]
    public static OAuthAccount ReadAccount(JsonElement answer) => new() { Id = answer.GetProperty("driver").GetString()! };

    /// <summary>Counts the vans.</summary>
    [Action]
    public async Task<Vans> CountVansAsync(Config config, ConnectorContext<Config> context, CancellationToken cancellationToken)
    {
        string count = await context.Http.GetStringAsync(new Uri(context.OAuth!.Captured["depot_url"] + "/vans"), cancellationToken);
        return new(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture), config.Depot, context.OAuth.Account!.Id!, context.OAuth.AccessToken);
    }
}

/// <summary>The provider: an authorization server and an API that refuses the first access token.</summary>
internal sealed class FleetProvider : HttpMessageHandler
{
    public const string ApiClient = "fleet";
    public const string OAuthClient = "Igniter.Connectors.OAuth";

    public List<string> TokenRequests { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        switch (request.RequestUri!.AbsolutePath)
        {
            case "/token":
                TokenRequests.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
                return Answer(
                    $$"""
                    { "access_token": "access-{{TokenRequests.Count}}", "refresh_token": "refresh-{{TokenRequests.Count}}", "token_type": "Bearer",
                      "expires_in": 3600, "scope": "vans", "depot_url": "https://north.example.com" }
                    """);
            case "/me":
                return Answer("""{ "driver": "driver-7" }""");
            default:
                return request.Headers.Authorization?.Parameter == "access-2" ? Answer("12") : new HttpResponseMessage(HttpStatusCode.Unauthorized) { RequestMessage = request };
        }

        HttpResponseMessage Answer(string json) =>
            new(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(json, Encoding.UTF8, "application/json") };
    }
}
