using System.Diagnostics;
using Igniter.Connectors.Tests.Engine;
using Igniter.Connectors.Tests.Webhooks;

namespace Igniter.Connectors.Tests.Telemetry;

/// <summary>A delivery that fails is told once, at whatever stage it fails.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class WebhookFailureTests : IDisposable
{
    private readonly TelemetryRecorder _telemetry = new();

    public void Dispose() => _telemetry.Dispose();

    [Fact]
    public async Task Lesson_36_method_address_size_signature_payload_and_handler()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        await OneAsync(host, ConnectorErrorCodes.ConnectorWebhookMethodNotAllowed, () => host.PostAsync(path, [], method: "GET"));
        await OneAsync(host, ConnectorErrorCodes.ConnectorWebhookNotConfigured, () => host.SendAsync(path + "A"));
        await OneAsync(host, ConnectorErrorCodes.ConnectorWebhookTooLarge, () => host.PostAsync(path, new byte[2_000_000]));
        await OneAsync(host, ConnectorErrorCodes.ConnectorWebhookVerificationFailed, () => host.PostAsync(path, WebhookHost.Body()));
        await OneAsync(host, ConnectorErrorCodes.ConnectorWebhookValidationFailed, () => host.SendAsync(path, WebhookHost.Utf8("{}")));
        host.Work = (_, _) => throw new InvalidOperationException();
        await OneAsync(host, ConnectorErrorCodes.ConnectorWebhookFailed, () => host.SendAsync(path, id: "2"));
        host.Work = (_, _) => throw new ConnectorException("MY_CODE", "mine");
        await OneAsync(host, "MY_CODE", () => host.SendAsync(path, id: "3"));
    }

    [Fact]
    public async Task Lesson_36_context_and_configuration()
    {
        await using WebhookHost host = new(configure: setup => setup.Context = _ => throw new InvalidOperationException());
        string path = await host.ConnectAsync();
        await OneAsync(host, ConnectorErrorCodes.ConnectorWebhookFailed, () => host.SendAsync(path));
        await host.Engine.SpoilAsync();
        await OneAsync(host, ConnectorErrorCodes.ConnectorDecryptFailed, () => host.SendAsync(path, id: "2"));
    }

    [Fact]
    public async Task Lesson_36_store()
    {
        using RecordingStore store = new();
        await using WebhookHost host = new(store: store);
        string path = await host.ConnectAsync();
        store.Before = _ => throw new IOException();
        await OneAsync(host, ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.SendAsync(path));
    }

    [Fact]
    public async Task A_sweep_that_fails_beside_a_delivery_is_told_and_the_delivery_is_none_the_worse()
    {
        using RecordingStore store = new();
        await using WebhookHost host = new(store: store);
        string path = await host.ConnectAsync();
        host.Time.Advance(TimeSpan.FromMinutes(10));
        store.Before = call => call == "sweep" ? throw new IOException() : Task.CompletedTask;

        ConnectorFailureEvent failure = await new FailureCheck(_telemetry, host.Engine.Events).OneAsync(
            "error.occurred", ConnectorErrorCodes.ConnectorDatabaseFailed, async () => Assert.Equal(200, (await host.SendAsync(path)).StatusCode));

        Assert.Equal("sweep", failure.Attributes["ctx.error.operation"]);
    }

    [Fact]
    public async Task A_delivery_that_its_sender_gives_up_is_told_and_is_no_fault()
    {
        using CancellationTokenSource cancellation = new();
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        host.Work = async (_, cancellationToken) =>
        {
            await cancellation.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        };
        byte[] body = WebhookHost.Body();
        ConnectorRequest request = new() { Method = "POST", Path = path, Body = body, Headers = host.Sign(body) };

        await new FailureCheck(_telemetry, host.Engine.Events).OneAsync(
            "webhook.failed",
            "System.OperationCanceledException",
            () => Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Manager.HandleAsync(request, cancellation.Token).AsTask()),
            "connector.webhook demo",
            "webhook.duration");

        Assert.Equal(ActivityStatusCode.Unset, Assert.Single(_telemetry.Spans).Status);
    }

    [Fact]
    public async Task A_delivery_of_no_connector_has_a_span_and_an_event_that_name_none()
    {
        await using WebhookHost host = new();
        await host.ConnectAsync();

        ConnectorFailureEvent failure = await new FailureCheck(_telemetry, host.Engine.Events).OneAsync(
            "webhook.failed",
            ConnectorErrorCodes.ConnectorWebhookNotConfigured,
            async () => await host.SendAsync("/connectors/made-up/webhook/made-up"),
            "connector.webhook",
            "webhook.duration");

        Assert.Equal(("", ""), (failure.Connector, failure.Scope));
        Assert.Contains(
            "ctx.connector.provider= ctx.connector.scope= error.type=CONNECTOR_WEBHOOK_NOT_CONFIGURED",
            _telemetry.Points("igniter.connectors.webhook.duration").Select(TelemetryRecorder.TagsOf));
    }

    private Task OneAsync(WebhookHost host, string code, Func<ValueTask<ConnectorResponse>> send) =>
        new FailureCheck(_telemetry, host.Engine.Events).OneAsync(
            "webhook.failed", code, async () => Assert.True((await send()).StatusCode >= 400), "connector.webhook demo", "webhook.duration");
}
