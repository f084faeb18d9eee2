using System.Reflection;
using System.Text.Json;
using Igniter.Connectors.Tests.Encryption;
using Igniter.Connectors.Tests.Leaks;
using Igniter.Connectors.Tests.OAuth;
using Igniter.Connectors.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using static Igniter.Connectors.ConnectorErrorCodes;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

/// <summary>Each documented failure, made to happen.</summary>
public sealed class FailureCodeTests
{
    private static readonly Dictionary<string, Func<Task>> Failures = new()
    {
        [ConnectorNotFound] = () => WithAsync(null, host => host.Scope().ConnectAsync("none", cancellationToken: Token)),
        [ConnectorNotConnected] = () => WithAsync(null, host => host.Client("nobody").PingAsync(Token)),
        [ConnectorDisabled] = () => WithAsync(null, async host =>
        {
            await host.Client().DisableAsync(Token);
            await host.Client().PingAsync(Token);
        }),
        [ConnectorAlreadyConnected] = () => WithAsync(null, host => host.Client().ConnectAsync(Config, ConnectMode.CreateOnly, Token)),
        [ConnectorConfigInvalid] = () => WithAsync(null, host => host.Client().ConnectAsync(Config with { Limit = 0 }, cancellationToken: Token)),
        [ConnectorDefaultConfigRequired] = () => WithAsync(null, host => host.Unscoped().EchoAsync("x", Token)),
        [ConnectorActionNotFound] = () => WithAsync(null, async host => throw (await host.Scope().Action("demo", "none").CallAsync(default, Token)).Error!),
        [ConnectorActionInputInvalid] = () => WithAsync(null, host => host.Client().EchoAsync("x", 99, Token)),
        [ConnectorActionOutputInvalid] = () => WithAsync(demo => demo.Echo = (_, _) => new(new EchoOutput()), host => host.Client().EchoAsync("x", cancellationToken: Token)),
        [ConnectorActionFailed] = () => WithAsync(demo => demo.Ping = _ => throw new FormatException(), host => host.Client().PingAsync(Token)),
        [ConnectorTestFailed] = () => WithAsync(demo => demo.Test = _ => throw new FormatException(), host => host.Client().TestAsync(Token)),
        [ConnectorScopeInvalid] = () => WithAsync(null, host => Task.FromResult(host.Manager.Scope("none", "x"))),
        [ConnectorScopeIdentifierRequired] = () => WithAsync(null, host => Task.FromResult(host.Manager.Scope("organization", " "))),
        [ConnectorDatabaseRequired] = () => BuildAsync(builder => builder.AddConnector(typeof(DemoConnector), new DemoConnector().Define()).AddScope("x"), Secret),
        [ConnectorDatabaseFailed] = async () =>
        {
            (IConnectorStore store, FailingStore control) = FailingStore.Make();
            await using TestHost host = new(store: store);
            control.Message = "gone";
            await host.Client().GetAsync(Token);
        },
        [ConnectorConflict] = async () =>
        {
            using RecordingStore store = new() { BeforeUpdate = _ => Task.FromResult(false) };
            await using TestHost host = new(store: store);
            await (await host.ConnectedAsync()).DisableAsync(Token);
        },
        [ConnectorOAuthNotConfigured] = () => WithAsync(null, host => host.Scope().AuthorizeAsync("demo", cancellationToken: Token)),
        [ConnectorOAuthStateInvalid] = () => OAuthAsync(async host => Throw(await host.SendAsync("?code=c&state=s", null))),
        [ConnectorOAuthDenied] = () => OAuthAsync(async host =>
        {
            AuthorizationRequest flow = await host.AuthorizeAsync();
            Throw(await host.SendAsync(flow, $"?error=access_denied&state={flow.State}"));
        }),
        [ConnectorOAuthTokenFailed] = () => ExchangeAsync(400, """{"error":"invalid_grant"}"""),
        [ConnectorOAuthParseTokenFailed] = () => ExchangeAsync(200, "no JSON"),
        [ConnectorOAuthParseUserInfoFailed] = () => OAuthAsync(
            async host =>
            {
                await host.ConnectAsync();
                throw new ConnectorException(host.Test.Events.OfType<ErrorOccurredEvent>().Single().ErrorCode, "told");
            },
            oauth => oauth.UserInfoEndpoint = oauth.TokenEndpoint!.Replace("/token", "/nothing", StringComparison.Ordinal)),
        [ConnectorOAuthRefreshFailed] = () => RenewAsync(503, ""),
        [ConnectorReauthorizationRequired] = () => RenewAsync(400, """{"error":"invalid_grant"}"""),
        [ConnectorOAuthScopeInsufficient] = async () =>
        {
            await using OAuthHost host = await OAuthHost.StartAsync(new OAuthHost.Setup { Declare = definition => definition.RequiredScopes = ["admin"] });
            await host.ConnectAsync();
            await host.SeeAsync();
        },
        [ConnectorReturnUrlInvalid] = () => OAuthAsync(host => host.AuthorizeAsync("//evil.example")),
        [ConnectorWebhookNotConfigured] = () => DeliverAsync((host, path) => host.SendAsync(path + "x")),
        [ConnectorWebhookValidationFailed] = () => DeliverAsync((host, path) => host.SendAsync(path, "no JSON"u8.ToArray())),
        [ConnectorWebhookVerificationFailed] = () => DeliverAsync((host, path) => host.PostAsync(path, WebhookHost.Body())),
        [ConnectorWebhookTooLarge] = () => DeliverAsync((host, path) => host.SendAsync(path, new byte[2 * 1024 * 1024])),
        [ConnectorWebhookMethodNotAllowed] = () => DeliverAsync((host, path) => host.PostAsync(path, [], method: "PUT")),
        [ConnectorWebhookFailed] = () => DeliverAsync((host, path) =>
        {
            host.Work = (_, _) => throw new FormatException();
            return host.SendAsync(path);
        }),
        [ConnectorEncryptFailed] = async () =>
        {
            await using TestHost host = new(build: builder => builder.UseEncryptor(new FakeKms { Envelope = () => throw new FormatException() }));
            await host.ConnectedAsync();
        },
        [ConnectorDecryptFailed] = () => WithAsync(null, async host =>
        {
            await host.SpoilAsync();
            await host.Client().PingAsync(Token);
        }),
        [ConnectorEncryptionSecretRequired] = () => BuildAsync(
            builder => builder.AddConnector(typeof(DemoConnector), new DemoConnector().Define()).AddScope("x").UseInMemory(), "short"),
        [ConnectorBuildConfigRequired] = () => WithAsync(
            demo => demo.Configure = definition => definition.OnCreate = services => services.GetRequiredService<FormatException>(), _ => Task.CompletedTask),
        [ConnectorBuildScopesRequired] = () => BuildAsync(builder => builder.AddConnector(typeof(DemoConnector), new DemoConnector().Define()).UseInMemory(), Secret),
        [ConnectorBuildConnectorsRequired] = () => BuildAsync(builder => builder.AddScope("x").UseInMemory(), Secret),
        [ConnectorConfigurationInvalid] = () => OAuthAsync(host => Task.CompletedTask, oauth => oauth.TokenEndpoint = "http://example.test/token"),
    };

    public static TheoryData<string> Codes =>
        [.. typeof(ConnectorErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (string)constant.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task S126_each_documented_failure_happens_and_has_its_code(string code) =>
        await FailsAsync(code, Assert.Contains(code, (IReadOnlyDictionary<string, Func<Task>>)Failures));

    private static async Task WithAsync(Action<DemoConnector>? configure, Func<TestHost, Task> use)
    {
        await using TestHost host = new(configure);
        await host.ConnectedAsync();
        await use(host);
    }

    private static Task BuildAsync(Func<ConnectorsBuilder, object> configure, string secret)
    {
        ConnectorsBuilder builder = ConnectorManager.CreateBuilder(options => options.Secret = secret);
        configure(builder);
        using ConnectorManager manager = builder.Build();
        return Task.CompletedTask;
    }

    private static async Task OAuthAsync(Func<OAuthHost, Task> use, Action<OAuth2Attribute>? declare = null)
    {
        await using OAuthHost host = await OAuthHost.StartAsync(declare);
        await use(host);
    }

    private static Task ExchangeAsync(int status, string body) => OAuthAsync(async host =>
    {
        AuthorizationRequest flow = await host.AuthorizeAsync();
        host.Server.ScriptToken(status, body);
        Throw(await host.ReturnAsync(flow));
    });

    private static Task RenewAsync(int status, string body) => OAuthAsync(async host =>
    {
        await host.ConnectAsync();
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        host.Server.ScriptToken(status, body);
        await host.SeeAsync();
    });

    private static async Task DeliverAsync(Func<WebhookHost, string, ValueTask<ConnectorResponse>> deliver)
    {
        await using WebhookHost host = new();
        Throw(await deliver(host, await host.ConnectAsync()));
    }

    /// <summary>The code that an answer tells: in problem details, or in the query of the address that a browser goes back to.</summary>
    private static void Throw(ConnectorResponse response)
    {
        string code = response.StatusCode == 303
            ? OAuthHost.LocationOf(response)["/?error=".Length..]
            : JsonElement.Parse(response.Body.Span).GetProperty("code").GetString()!;
        throw new ConnectorException(code, "answered");
    }
}
