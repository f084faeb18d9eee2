using System.Text;
using System.Text.Json;
using Igniter.Connectors.Tests.Encryption;
using Igniter.Connectors.Tests.Engine;
using Igniter.Connectors.Tests.OAuth;
using Igniter.Connectors.Tests.Telemetry;
using Igniter.Connectors.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Leaks;

/// <summary>What an application plugs in throws the SDK's own exception, with what it was given in the message.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class PluggedInLeakTests : IDisposable
{
    private readonly LeakHunt _hunt = new();

    public void Dispose() => _hunt.Dispose();

    [Theory]
    [InlineData("/token")]
    [InlineData("/account/password")]
    [InlineData(ConfigProtector.WebhookSecretField)]
    public async Task S119_an_encryptors_own_error_is_told_without_the_value(string field)
    {
        ChattyEncryptor encryptor = new(_hunt) { FailsAt = field };
        await using WebhookHost host = new(
            configure: setup => setup.Build = builder =>
            {
                _hunt.Configure(builder);
                builder.UseEncryptor(encryptor);
            },
            secret: _hunt.Secret);
        DemoConfig config = _hunt.Config();

        await _hunt.FailsAsync(LeakHunt.Own, () => host.Engine.Client().ConnectAsync(config, cancellationToken: Token));

        Verify();
    }

    [Fact]
    public async Task S119_an_encryptors_own_error_over_tokens_is_told_without_them()
    {
        ChattyEncryptor encryptor = new(_hunt);
        await using OAuthHost host = await OAuthHost.StartAsync(new OAuthHost.Setup
        {
            PrepareServer = server => server.Grants.Create = (kind, number) => _hunt.Plant($"{kind}-{number}"),
            Build = builder =>
            {
                _hunt.Configure(builder);
                builder.UseEncryptor(encryptor);
            },
        });
        await host.ConnectAsync();
        encryptor.FailsAt = ConfigProtector.TokensField;
        host.Test.Time.Advance(TimeSpan.FromHours(2));

        await _hunt.FailsAsync(LeakHunt.Own, () => host.SeeAsync());
        _hunt.Canary.Inspect(await host.ReturnAsync(await host.AuthorizeAsync()));

        Verify();
    }

    [Fact]
    public async Task S73_an_encryptors_own_error_is_told_without_the_envelope()
    {
        ChattyEncryptor encryptor = new(_hunt);
        await using TestHost host = _hunt.Host(build: builder => builder.UseEncryptor(encryptor));
        await host.Client().ConnectAsync(_hunt.Config(), cancellationToken: Token);
        encryptor.FailsToRead = "/token";

        await _hunt.FailsAsync(LeakHunt.Own, () => host.Client().RevealConfigAsync(Token));

        Verify();
    }

    [Fact]
    public async Task S119_a_stores_own_error_is_told_without_the_row()
    {
        (IConnectorStore store, FailingStore control) = FailingStore.Make();
        await using TestHost host = _hunt.Host(store: store);
        DemoConfig config = _hunt.Config();
        await host.Client().ConnectAsync(config, cancellationToken: Token);
        control.OwnCode = LeakHunt.Own;

        // Nobody knows what a store has read; what it is to write is known.
        foreach (string operation in (string[])[nameof(IConnectorStore.UpdateAsync), nameof(IConnectorStore.InsertAsync)])
        {
            control.Only = operation;
            control.Message = "no room for this row:";
            string identity = operation == nameof(IConnectorStore.UpdateAsync) ? "org_1" : "org_2";
            await _hunt.FailsAsync(LeakHunt.Own, () => host.Client(identity).ConnectAsync(config, cancellationToken: Token));
            _hunt.Saw(control.Told);
            Assert.Contains(operation, control.Failed);
        }

        Verify();
    }

    [Theory]
    [InlineData("/token", OAuthClientAuthentication.Post)]
    [InlineData("/token", OAuthClientAuthentication.Basic)]
    [InlineData("/userinfo", OAuthClientAuthentication.Post)]
    public async Task S119_an_http_handlers_own_error_is_told_without_what_was_sent(string path, OAuthClientAuthentication authentication)
    {
        ChattyHandler handler = new(_hunt);
        await using OAuthHost host = await OAuthHost.StartAsync(new OAuthHost.Setup
        {
            PrepareServer = server =>
            {
                server.Grants.ClientSecret = _hunt.Plant("client secret");
                server.Grants.Create = (kind, number) => _hunt.Plant($"{kind}-{number}");
            },
            Declare = definition =>
            {
                definition.OAuth!.ClientAuthentication = authentication;
                definition.OAuth.UserInfoEndpoint = definition.OAuth.TokenEndpoint!.Replace("/token", "/userinfo", StringComparison.Ordinal);
            },
            Build = builder =>
            {
                _hunt.Configure(builder);
                builder.Services.AddHttpClient(OAuthHttp.ClientName).AddHttpMessageHandler(() => handler);
            },
        });
        await host.ConnectAsync();
        handler.FailsAt = path;
        host.Test.Time.Advance(TimeSpan.FromHours(2));

        if (path == "/token")
        {
            ConnectorException error = await FailsAsync(ConnectorErrorCodes.ConnectorOAuthRefreshFailed, () => host.SeeAsync());
            _hunt.Canary.Inspect("an error with a cause of the application's as text", error.ToString());
            _hunt.Canary.Inspect("an error with a cause of the application's as JSON", JsonSerializer.Serialize(error));
        }

        _hunt.Canary.Inspect(await host.ReturnAsync(await host.AuthorizeAsync()));

        Assert.True(handler.HasFailed);
        Verify();
    }

    private void Verify()
    {
        _hunt.Saw(_hunt.All);
        _hunt.Verify();
    }

    private sealed class ChattyEncryptor(LeakHunt hunt) : IConnectorEncryptor
    {
        private readonly FakeKms _kms = new();

        /// <summary>The field that is not encrypted.</summary>
        public string? FailsAt { get; set; }

        /// <summary>The field that is not decrypted.</summary>
        public string? FailsToRead { get; set; }

        public string KeyId => _kms.KeyId;

        public ValueTask<string> EncryptAsync(ReadOnlyMemory<byte> plaintext, EncryptionContext context, CancellationToken cancellationToken = default)
        {
            string text = Encoding.UTF8.GetString(plaintext.Span);
            return context.Field == FailsAt ? throw Told("encrypt", text) : _kms.EncryptAsync(plaintext, context, cancellationToken);
        }

        public ValueTask<byte[]> DecryptAsync(string envelope, EncryptionContext context, CancellationToken cancellationToken = default) =>
            context.Field == FailsToRead ? throw Told("decrypt", envelope) : _kms.DecryptAsync(envelope, context, cancellationToken);

        private ConnectorException Told(string operation, string text)
        {
            hunt.Watch($"{operation}ed text", text);
            return new ConnectorException(LeakHunt.Own, $"The vault does not {operation} {text}.", new ConnectorException(LeakHunt.Own, text));
        }
    }

    /// <summary>A handler of the application's own before the requests to the provider.</summary>
    private sealed class ChattyHandler(LeakHunt hunt) : DelegatingHandler
    {
        /// <summary>The path that nothing is sent to.</summary>
        public string? FailsAt { get; set; }

        public bool HasFailed { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath != FailsAt)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            HasFailed = true;
            string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            string text = $"{request.Headers.Authorization} {body} {Uri.UnescapeDataString(body)}";
            if (request.Headers.Authorization is { Parameter: { } credentials })
            {
                hunt.Watch("credentials", credentials);
            }

            ConnectorException error = new(LeakHunt.Own, text, new ConnectorException(LeakHunt.Own, text));
            throw request.Content is null ? error : new HttpRequestException("Not now.", error);
        }
    }
}
