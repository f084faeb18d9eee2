using Igniter.Connectors.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary>What becomes of a token request when the provider is slow, busy or gone: S38, seen where the classification is made.</summary>
public sealed class TokenClientTests
{
    [Fact]
    public async Task S38_an_answer_that_never_ends_is_transient()
    {
        await using TokenRig rig = await TokenRig.StartAsync();
        rig.Server.Script("/token", new ScriptedAnswer(200, new string(' ', 4096)) { NeverEnds = true });

        TokenAnswer answer = await rig.ExchangeAsync();

        Assert.Equal(TokenFailureKind.TooLong, answer.Failure!.Kind);
        Assert.True(OAuthErrors.ExchangeFailed(TokenRig.Key, answer.Failure).IsTransient);
    }

    [Fact]
    public async Task S38_an_answer_that_does_not_come_within_sixty_seconds_is_transient()
    {
        await using TokenRig rig = await TokenRig.StartAsync();
        rig.Server.Script("/token", new ScriptedAnswer(200) { Before = gone => Task.Delay(Timeout.Infinite, gone) });

        Task<TokenAnswer> exchange = rig.ExchangeAsync();
        await rig.Server.ArrivalAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(60));

        TokenFailure failure = (await exchange).Failure!;
        Assert.Equal(TokenFailureKind.Uncertain, failure.Kind);
        Assert.True(OAuthErrors.ExchangeFailed(TokenRig.Key, failure).IsTransient);
    }

    [Fact]
    public async Task S38_a_connection_that_breaks_is_transient_and_uncertain()
    {
        await using TokenRig rig = await TokenRig.StartAsync();
        rig.Server.Script("/token", new ScriptedAnswer(200) { Reset = true });

        TokenFailure failure = (await rig.ExchangeAsync()).Failure!;

        Assert.Equal(TokenFailureKind.Uncertain, failure.Kind);
        Assert.True(OAuthErrors.ExchangeFailed(TokenRig.Key, failure).IsTransient);
        Assert.Single(rig.Server.TokenRequests);
    }

    [Fact]
    public async Task S38_a_server_that_is_not_there_is_transient_and_knows_nothing_of_the_request()
    {
        await using TokenRig rig = await TokenRig.StartAsync();
        await rig.Server.DisposeAsync();

        Assert.Equal(TokenFailureKind.Transient, (await rig.ExchangeAsync()).Failure!.Kind);
    }

    [Theory]
    [InlineData(429, "7", 7)]
    [InlineData(503, "Fri, 02 Jan 2026 03:05:05 GMT", 60)]
    [InlineData(500, "soon", null)]
    public async Task S38_how_long_to_wait_is_told(int status, string retryAfter, int? seconds)
    {
        await using TokenRig rig = await TokenRig.StartAsync();
        rig.Server.Script("/token", new ScriptedAnswer(status, "<html>", "text/html") { Headers = { ["Retry-After"] = retryAfter } });

        TokenFailure failure = (await rig.ExchangeAsync()).Failure!;

        Assert.Equal(TokenFailureKind.Transient, failure.Kind);
        ConnectorException error = OAuthErrors.ExchangeFailed(TokenRig.Key, failure);
        Assert.True(error.IsTransient);
        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, error.RetryAfter);
    }

    [Fact]
    public async Task A_cancelled_exchange_is_cancelled()
    {
        await using TokenRig rig = await TokenRig.StartAsync();
        rig.Server.Script("/token", new ScriptedAnswer(200) { Before = gone => Task.Delay(Timeout.Infinite, gone) });
        using CancellationTokenSource cancellation = new();

        Task<TokenAnswer> exchange = rig.ExchangeAsync(cancellation.Token);
        await rig.Server.ArrivalAsync();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => exchange);
    }
}

/// <summary>The token client alone, and a server for it.</summary>
internal sealed class TokenRig : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly TokenClient _client;

    private TokenRig(AuthorizationServer server)
    {
        Server = server;
        ServiceCollection services = new();
        services.AddIgniterConnectors();
        _services = services.BuildServiceProvider();
        _client = new TokenClient(new OAuthHttp(new ConnectorClients(_services.GetRequiredService<HttpStack>())), Time);
        OAuthEndpoint token = new(new Uri(server.TokenEndpoint), HostIsTenants: false);
        Registration = new OAuthRegistration
        {
            Settings = OAuthSettings.From(new OAuth2Attribute { TokenEndpoint = server.TokenEndpoint }, new OAuthClientOptions()),
            Key = Key,
            Client = new OAuthClient("client-1", "canary-client-secret"),
            Token = token,
            Refresh = token,
            Authorization = null,
            UserInfo = null,
            Revocation = null,
            Values = new Dictionary<string, string>(),
            ReadTokens = null,
            ReadAccount = null,
        };
    }

    public static ConnectionKey Key { get; } = new("organization", "org_1", "demo", "");

    public AuthorizationServer Server { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public OAuthRegistration Registration { get; set; }

    public static async Task<TokenRig> StartAsync() => new(await AuthorizationServer.StartAsync(TimeProvider.System));

    public Task<TokenAnswer> ExchangeAsync(CancellationToken? cancellationToken = null) =>
        _client.ExchangeAsync(Registration, "canary-code", "https://app.example.com/callback", "canary-verifier", cancellationToken ?? TestHost.Token);

    public Task<TokenAnswer> RefreshAsync() => _client.RefreshAsync(Registration, "canary-old-refresh", TestHost.Token);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _services.DisposeAsync();
    }
}
