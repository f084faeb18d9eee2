namespace Igniter.Connectors;

/// <summary>The factory of an application that registers none, or registers it later than the SDK.</summary>
internal sealed class ConnectorHttpClientFactory(HttpStack http) : IHttpClientFactory
{
    public HttpClient CreateClient(string name) => http.Default.CreateClient(name);
}
