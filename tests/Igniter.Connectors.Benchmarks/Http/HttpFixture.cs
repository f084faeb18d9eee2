using System.Text.Json;
using Igniter.Connectors.Benchmarks.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Refit;

namespace Igniter.Connectors.Benchmarks.Http;

/// <summary>Clients of one API in memory: the SDK's, a bare one, Refit's.</summary>
internal sealed class HttpFixture : IAsyncDisposable
{
    private readonly InMemoryHandler _handler = new();
    private readonly HttpClient _bare;
    private readonly IBenchApi _refit;
    private readonly ConnectorManager _manager;
    private readonly ConnectorScope _scope;

    private HttpFixture(TimeSpan tokenTakes)
    {
        Tokens = new TokenEndpoint(tokenTakes);
        _bare = new HttpClient(_handler) { BaseAddress = new Uri(Requests.Address, "/") };
        _refit = RestService.For<IBenchApi>(
            _bare, new RefitSettings(new SystemTextJsonContentSerializer(new JsonSerializerOptions(JsonSerializerOptions.Web) { TypeInfoResolver = ItemJson.Default })));
        _manager = BenchHost.Build(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(Time);
            builder.Services.AddHttpClient("bench-http").ConfigurePrimaryHttpMessageHandler(() => _handler);
            builder.Services.AddHttpClient("bench-oauth").ConfigurePrimaryHttpMessageHandler(() => _handler);
            builder.Services.AddHttpClient(OAuthHttp.ClientName).ConfigurePrimaryHttpMessageHandler(() => Tokens);
            builder.ConfigureOAuth("bench-oauth", options => (options.ClientId, options.ClientSecret) = ("client", "client-secret"));
        });
        _scope = _manager.Organization("org_1");
    }

    public ShiftedTime Time { get; } = new();

    public TokenEndpoint Tokens { get; }

    public static async Task<HttpFixture> CreateAsync(TimeSpan tokenTakes = default)
    {
        HttpFixture fixture = new(tokenTakes);
        await fixture._scope.BenchHttp.ConnectAsync();
        AuthorizationRequest flow = await fixture._scope.AuthorizeAsync("bench-oauth", new AuthorizeOptions<JsonElement>());
        ConnectorResponse response = await fixture._manager.HandleAsync(new ConnectorRequest
        {
            Method = "GET",
            Path = "/connectors/bench-oauth/oauth/callback",
            Query = $"?code=a-code&state={flow.State}",
            Headers = new Dictionary<string, StringValues> { ["Cookie"] = $"{flow.BindingCookieName}={flow.BindingCookieValue}" },
        });
        return await fixture._scope.GetAsync("bench-oauth") is not null ? fixture : throw new InvalidOperationException($"The status is {response.StatusCode}.");
    }

    public Task GetAsync(int count) => _scope.BenchHttp.FetchAsync(count);

    public Task PostAsync(int count) => _scope.BenchHttp.SendAsync(count);

    public Task HeadAsync(int count) => _scope.BenchHttp.HeadAsync(count);

    /// <summary>Each with a call of an action of its own, and so with a client of its own.</summary>
    public async Task GetOnceAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await _scope.BenchHttp.FetchAsync(1);
        }
    }

    /// <summary>With an access token.</summary>
    public Task GetGrantedAsync(int count) => _scope.BenchOAuth.FetchAsync(count);

    public Task GetBareAsync(int count) => Requests.GetAsync(_bare, count);

    public Task PostBareAsync(int count) => Requests.PostAsync(_bare, count);

    public Task HeadBareAsync(int count) => Requests.HeadAsync(_bare, count);

    public Task GetRefitAsync(int count) => Requests.GetAsync(_refit, count);

    public Task PostRefitAsync(int count) => Requests.PostAsync(_refit, count);

    /// <summary>Needs an access token that isn't about to expire.</summary>
    public ValueTask<int> UseTokenAsync() => _scope.BenchOAuth.LengthAsync();

    public async ValueTask DisposeAsync()
    {
        await _manager.DisposeAsync();
        _bare.Dispose();
        _handler.Dispose();
        Tokens.Dispose();
    }
}
