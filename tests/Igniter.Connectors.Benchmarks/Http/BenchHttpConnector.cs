namespace Igniter.Connectors.Benchmarks.Http;

/// <summary>Calls an API that answers at once.</summary>
[Connector("bench-http")]
public sealed partial class BenchHttpConnector
{
    [Action]
    public Task FetchAsync(int count, ConnectorContext context) => Requests.GetAsync(context.Http, count);

    [Action]
    public Task SendAsync(int count, ConnectorContext context) => Requests.PostAsync(context.Http, count);

    [Action]
    public Task HeadAsync(int count, ConnectorContext context) => Requests.HeadAsync(context.Http, count);
}

/// <summary>The same for a user's account.</summary>
[Connector("bench-oauth")]
[OAuth2(AuthorizationEndpoint = "https://id.example.com/authorize", TokenEndpoint = "https://id.example.com/token")]
public sealed partial class BenchOAuthConnector
{
    [Action]
    public Task FetchAsync(int count, ConnectorContext context) => Requests.GetAsync(context.Http, count);

    [Action]
    public ValueTask<int> LengthAsync(ConnectorContext context) => new(context.OAuth!.AccessToken.Length);
}
