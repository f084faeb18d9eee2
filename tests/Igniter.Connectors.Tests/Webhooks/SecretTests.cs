using System.Text.Json;
using Igniter.Connectors.Tests.Encryption;
using Igniter.Connectors.Tests.Engine;

namespace Igniter.Connectors.Tests.Webhooks;

/// <summary>The secrets in webhook URLs: made, kept, changed, and never shown.</summary>
public sealed class SecretTests
{
    private const string OtherSecret = "another secret for tests that is long enough";

    [Fact]
    public async Task S97_a_secret_has_256_bits_and_is_stored_as_envelope_and_keyed_hash()
    {
        await using WebhookHost host = new();
        string[] secrets = [await SecretOfAsync(host, "org_1"), await SecretOfAsync(host, "org_2")];

        Assert.Equal(2, secrets.Distinct().Count());
        Assert.All(secrets, secret => Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(secret).Length));
        ConnectionRecord record = await host.RecordAsync();
        string stored = JsonSerializer.Serialize(record);
        Assert.DoesNotContain(secrets[0], stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(WebhookHost.Utf8(secrets[0]))), stored, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("igc1.", record.WebhookSecret, StringComparison.Ordinal);
        Assert.Equal(64, Assert.Single(record.WebhookSecretHashes).Hash.Length);
        Assert.NotEqual("", record.KeyId);
    }

    [Fact]
    public async Task Connecting_again_and_updating_keep_the_address()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        Assert.Equal(path, await host.ConnectAsync());
        await host.Engine.Client().UpdateAsync(config => config with { Note = "other" }, TestHost.Token);
        Assert.Equal(path, (await host.Engine.Scope().GetWebhookUrlAsync("demo", TestHost.Token)).AbsolutePath);
        Assert.Equal(200, (await host.SendAsync(path)).StatusCode);
    }

    [Fact]
    public async Task S100_a_rotated_secret_works_for_the_grace()
    {
        await using WebhookHost host = new();
        string old = await host.ConnectAsync();

        string current = (await host.Engine.Scope().RotateWebhookSecretAsync("demo", TimeSpan.FromHours(1), TestHost.Token)).AbsolutePath;

        Assert.NotEqual(old, current);
        Assert.Equal(current, (await host.Engine.Scope().GetWebhookUrlAsync("demo", TestHost.Token)).AbsolutePath);
        Assert.Equal(200, (await host.SendAsync(old, id: "1")).StatusCode);
        Assert.Equal(200, (await host.SendAsync(current, id: "2")).StatusCode);
        host.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(10));
        Assert.Equal(200, (await host.SendAsync(old, id: "3")).StatusCode);
        host.Time.Advance(TimeSpan.FromTicks(10));
        Assert.Equal(404, (await host.SendAsync(old, id: "4")).StatusCode);
        Assert.Equal(200, (await host.SendAsync(current, id: "5")).StatusCode);
    }

    [Fact]
    public async Task S100_several_rotations_keep_each_secret_for_its_own_grace()
    {
        await using WebhookHost host = new();
        string first = await host.ConnectAsync();
        string second = await RotateAsync(host, TimeSpan.FromHours(1));
        string third = await RotateAsync(host, TimeSpan.FromHours(5));
        host.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal((404, 200, 200), ((await host.SendAsync(first, id: "1")).StatusCode, (await host.SendAsync(second, id: "2")).StatusCode, (await host.SendAsync(third, id: "3")).StatusCode));
        string fourth = await RotateAsync(host, TimeSpan.Zero);
        Assert.Equal((404, 404, 200), ((await host.SendAsync(second, id: "4")).StatusCode, (await host.SendAsync(third, id: "5")).StatusCode, (await host.SendAsync(fourth, id: "6")).StatusCode));
        Assert.Single((await host.RecordAsync()).WebhookSecretHashes);
    }

    [Fact]
    public async Task A_grace_is_not_negative_and_may_be_for_ever()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => RotateAsync(host, TimeSpan.FromTicks(-1)));
        await RotateAsync(host, TimeSpan.MaxValue);
        Assert.Equal(200, (await host.SendAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S80_a_secret_made_before_the_applications_secret_changed_goes_on_working(bool ownEncryptor)
    {
        InMemoryConnectorStore store = new();
        FakeKms? kms = ownEncryptor ? new FakeKms() : null;
        string old, current;
        await using (WebhookHost before = new(store: store, encryptor: kms))
        {
            old = await before.ConnectAsync();
            current = await RotateAsync(before, TimeSpan.FromDays(1));
        }

        await using (WebhookHost rolled = new(store: store, secret: OtherSecret, previous: [TestHost.Secret], encryptor: kms))
        {
            Assert.Equal(200, (await rolled.SendAsync(old, id: "1")).StatusCode);
            Assert.Equal(200, (await rolled.SendAsync(current, id: "2")).StatusCode);
            await rolled.Manager.Keys.ReencryptAsync(cancellationToken: TestHost.Token);
            Assert.Equal(200, (await rolled.SendAsync(current, id: "3")).StatusCode);
        }

        await using WebhookHost after = new(store: store, secret: OtherSecret, encryptor: kms);
        Assert.Equal(200, (await after.SendAsync(old, id: "4")).StatusCode);
        Assert.Equal(200, (await after.SendAsync(current, id: "5")).StatusCode);
        Assert.Equal(current, (await after.Engine.Scope().GetWebhookUrlAsync("demo", TestHost.Token)).AbsolutePath);
    }

    [Fact]
    public async Task S80_a_changed_configuration_renews_the_hashes_too()
    {
        InMemoryConnectorStore store = new();
        string path;
        await using (WebhookHost before = new(store: store))
        {
            path = await before.ConnectAsync();
        }

        await using (WebhookHost rolled = new(store: store, secret: OtherSecret, previous: [TestHost.Secret]))
        {
            await rolled.Engine.Client().UpdateAsync(config => config with { Note = "other" }, TestHost.Token);
        }

        await using WebhookHost after = new(store: store, secret: OtherSecret);
        Assert.Equal(200, (await after.SendAsync(path)).StatusCode);
    }

    [Fact]
    public async Task S98_with_previous_secrets_refusals_still_take_the_same_reads()
    {
        RecordingStore store = new();
        await using WebhookHost host = new(store: store, previous: [OtherSecret]);
        string path = await host.ConnectAsync();
        await host.Engine.Client().DisableAsync(TestHost.Token);
        foreach (string refused in new[] { path, path + "A", path.Replace("demo", "other", StringComparison.Ordinal) })
        {
            store.Calls.Clear();
            Assert.Equal(404, (await host.SendAsync(refused)).StatusCode);
            Assert.Equal(["find", "find"], store.Calls);
        }
    }

    [Fact]
    public async Task A_secret_whose_key_is_lost_is_made_anew_at_the_next_connect()
    {
        InMemoryConnectorStore store = new();
        string path;
        await using (WebhookHost before = new(store: store))
        {
            path = await before.ConnectAsync();
        }

        await using WebhookHost after = new(store: store, secret: OtherSecret);
        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorDecryptFailed, () => after.Engine.Scope().GetWebhookUrlAsync("demo", TestHost.Token));
        string made = await after.ConnectAsync();
        Assert.NotEqual(path, made);
        Assert.Equal(200, (await after.SendAsync(made)).StatusCode);
        Assert.Equal(404, (await after.SendAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_configuration_can_be_replaced_although_the_secrets_key_is_lost()
    {
        InMemoryConnectorStore store = new();
        await using (WebhookHost before = new(store: store))
        {
            await before.ConnectAsync();
        }

        await using WebhookHost after = new(store: store, secret: OtherSecret);
        await after.Engine.Client().UpdateAsync(TestHost.Config, TestHost.Token);
        Assert.Equal(TestHost.Config.Token, (await after.Engine.Client().RevealConfigAsync(TestHost.Token)).Token);
        string made = await RotateAsync(after, TimeSpan.Zero);
        Assert.Equal(401, (await after.PostAsync(made, WebhookHost.Body())).StatusCode);
    }

    [Fact]
    public async Task A_connection_from_before_the_webhook_gets_its_secret_when_asked()
    {
        await using WebhookHost host = new();
        await host.ConnectAsync();
        ConnectionRecord record = await host.RecordAsync();
        Assert.True(await host.Store.UpdateAsync(record with { WebhookSecret = null, WebhookSecretHashes = [], Version = record.Version + 1 }, TestHost.Token));

        string path = (await host.Engine.Scope().GetWebhookUrlAsync("demo", TestHost.Token)).AbsolutePath;

        Assert.Equal(200, (await host.SendAsync(path)).StatusCode);
        Assert.Equal(path, (await host.Engine.Scope().GetWebhookUrlAsync("demo", TestHost.Token)).AbsolutePath);
    }

    [Fact]
    public async Task Rotations_and_updates_at_once_lose_nothing()
    {
        await using WebhookHost host = new();
        await host.ConnectAsync();
        Task<string>[] rotations = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() => RotateAsync(host, TimeSpan.FromHours(1))))];
        Task[] updates = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() => host.Engine.Client().UpdateAsync(config => config with { Limit = config.Limit + 1 }, TestHost.Token)))];
        await Task.WhenAll(updates);
        string[] paths = await Task.WhenAll(rotations);

        Assert.Equal(18, (await host.Engine.Client().RevealConfigAsync(TestHost.Token)).Limit);
        for (int i = 0; i < paths.Length; i++)
        {
            Assert.Equal(401, (await host.PostAsync(paths[i], WebhookHost.Body())).StatusCode);
        }
    }

    [Fact]
    public async Task Hooks_get_the_address()
    {
        List<Uri?> seen = [];
        await using WebhookHost host = new(configure: setup =>
        {
            setup.OnConnect = (_, url) => Note(url);
            setup.OnDisconnect = (_, url) => Note(url);
        });
        string path = await host.ConnectAsync();
        await host.Engine.Client().DisconnectAsync(TestHost.Token);

        Assert.Equal([WebhookHost.BaseUrl + path, WebhookHost.BaseUrl + path], seen.Select(url => url?.AbsoluteUri));

        ValueTask Note(Uri? url)
        {
            seen.Add(url);
            return ValueTask.CompletedTask;
        }
    }

    [Fact]
    public async Task S100_the_secret_is_in_no_log_event_text_or_json()
    {
        await using WebhookHost host = new();
        ConnectionResult result = await host.Engine.Client().ConnectAsync(TestHost.Config with { Token = WebhookHost.Secret }, cancellationToken: TestHost.Token);
        string path = result.WebhookUrl!.AbsolutePath;
        string secret = path.Split('/')[^1];
        host.Work = (context, _) => context.EventId == "2" ? throw new InvalidOperationException() : Task.CompletedTask;
        await host.SendAsync(path, id: "1");
        await host.SendAsync(path, id: "2");
        await host.PostAsync(path, WebhookHost.Body());
        await host.PostAsync(path, WebhookHost.Body(), method: "PUT");
        await host.PostAsync(path + secret, WebhookHost.Body());
        await RotateAsync(host, TimeSpan.Zero);
        await host.SendAsync(path, id: "3");

        string[] shown =
        [
            .. host.Engine.Logs.Messages,
            .. host.Engine.Events.Select(e => e.ToString() + JsonSerializer.Serialize(e.Attributes)),
            result.ToString(),
            JsonSerializer.Serialize(result),
            JsonSerializer.Serialize(result.Connection),
        ];
        Assert.DoesNotContain(shown, text => text.Contains(secret, StringComparison.Ordinal));
        Assert.All(host.Engine.Events.OfType<WebhookFailedEvent>(), e => Assert.Equal("/connectors/{connector}/webhook/{secret}", e.Path));
    }

    private static async Task<string> SecretOfAsync(WebhookHost host, string identity) => (await host.ConnectAsync(identity)).Split('/')[^1];

    private static async Task<string> RotateAsync(WebhookHost host, TimeSpan grace) =>
        (await host.Engine.Scope().RotateWebhookSecretAsync("demo", grace, TestHost.Token)).AbsolutePath;
}
