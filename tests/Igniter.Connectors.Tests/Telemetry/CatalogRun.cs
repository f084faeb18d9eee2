using System.Diagnostics;
using Igniter.Connectors.Tests.Engine;
using Igniter.Connectors.Tests.OAuth;
using Igniter.Connectors.Tests.Webhooks;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Telemetry;

/// <summary>Makes everything of the catalog happen once, over loopback HTTP where HTTP belongs to it, and keeps what was told.</summary>
public sealed class CatalogRun : IAsyncLifetime
{
    private readonly List<ConnectorEvent> _events = [];

    /// <summary>Disposed last: what was recorded belongs to it.</summary>
    internal TelemetryRecorder Recorder { get; } = new();

    internal IReadOnlyList<ConnectorEvent> Events => _events;

    internal IReadOnlyList<Activity> Spans => Recorder.Spans;

    public async ValueTask InitializeAsync()
    {
        await ConnectAsync();
        await CallAsync();
        await AuthorizeAsync();
        await DeliverAsync();
        await DropAsync();
    }

    public ValueTask DisposeAsync()
    {
        Recorder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ConnectAsync()
    {
        await using TestHost host = new();
        DemoScopedClient client = host.Client();
        await client.ConnectAsync(Config, cancellationToken: Token);
        await client.UpdateAsync(Config, Token);
        await client.DisableAsync(Token);
        await client.EnableAsync(Token);
        await host.Scope().ListAsync(cancellationToken: Token);
        await client.Named("support").ConnectAsync(Config, cancellationToken: Token);
        await FailsAsync(ConnectorErrorCodes.ConnectorAlreadyConnected, () => client.ConnectAsync(Config, ConnectMode.CreateOnly, Token));
        await client.DisconnectAsync(Token);
        _events.AddRange(host.Events);
    }

    private async Task CallAsync()
    {
        await using TestHost host = new(store: new RecordingStore());
        DemoScopedClient client = await host.ConnectedAsync();
        await client.EchoAsync("x", cancellationToken: Token);
        await FailsAsync(ConnectorErrorCodes.ConnectorActionInputInvalid, () => client.EchoAsync("x", 100, Token));
        await host.Scope().Action(DemoConnector.Key, "made-up").CallAsync(Json("{}"), Token);
        _events.AddRange(host.Events);

        using RecordingStore broken = new() { Before = _ => throw new IOException() };
        await using TestHost failing = new(store: broken);
        await FailsAsync(ConnectorErrorCodes.ConnectorDatabaseFailed, () => failing.Client().GetAsync(Token));
        _events.AddRange(failing.Events);
    }

    private async Task AuthorizeAsync()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        await host.ConnectAsync();
        host.Server.ScriptToken(400, """{"error":"invalid_request"}""");
        await host.ReturnAsync(await host.AuthorizeAsync());
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        await host.Test.Client().EchoAsync("x", cancellationToken: Token);
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        host.Server.ScriptToken(400, """{"error":"invalid_grant"}""");
        await FailsAsync(ConnectorErrorCodes.ConnectorReauthorizationRequired, () => host.Test.Client().EchoAsync("x", cancellationToken: Token));
        _events.AddRange(host.Test.Events);
    }

    private async Task DeliverAsync()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        await host.SendAsync(path);
        await host.PostAsync(path, WebhookHost.Body());
        await host.SendAsync(path + "A");
        _events.AddRange(host.Engine.Events);
    }

    private static async Task DropAsync()
    {
        await using TestHost host = new(listen: false);
        TaskCompletionSource release = new();
        using EventSubscription slow = host.Manager.Subscribe(_ => release.Task);
        for (int i = 0; slow.Dropped == 0; i++)
        {
            Assert.True(i < 2000, "Nothing was dropped.");
            await host.Client().GetAsync(Token);
        }

        release.SetResult();
    }
}
