using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Igniter.Connectors.Tests.Engine;
using Igniter.Connectors.Tests.Shared;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.Tests.Webhooks;

/// <summary>Bodies that break parsers. See <c>hostile-bodies.json</c>, whose JSON cases are of JSONTestSuite (MIT).</summary>
public sealed class HostileBodyTests
{
    private const long MostMemory = 64L * 1024 * 1024;

    private static readonly Dictionary<string, JsonElement> All = VectorFile.Read("hostile-bodies.json").GetProperty("cases").EnumerateArray()
        .ToDictionary(one => one.GetProperty("id").GetString()!, StringComparer.Ordinal);

    public static TheoryData<string> Cases => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task S102_a_hostile_body_gets_a_clean_answer(string id)
    {
        JsonElement one = All[id];
        byte[] body = BodyOf(one);
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        int[] statuses = [.. one.GetProperty("expect").GetProperty("statuses").EnumerateArray().Select(status => status.GetInt32())];

        Stopwatch watch = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        ConnectorResponse unsigned = await PostAsync(host, path, one, body, []);
        ConnectorResponse signed = await PostAsync(host, path, one, body, host.Sign(body));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The deliveries complete on this thread, so it has made all of their garbage; the signer and the test's copies count as well.
        Assert.True(allocated < MostMemory + (4L * body.Length), $"{allocated} bytes");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");
        Assert.Contains(unsigned.StatusCode, (int[])[401, 413]);
        Assert.Contains(signed.StatusCode, statuses);
        JsonElement mayRun = one.GetProperty("expect").GetProperty("handlerMayRun");
        if (mayRun.ValueKind == JsonValueKind.False)
        {
            Assert.Empty(host.Runs);
        }

        Assert.Equal(signed.StatusCode == 200 ? 1 : 0, host.Runs.Count);
        Assert.All(host.Runs, run => Assert.True(run.Payload is WebhookEvent { Type: not null, Id: not null }));
        AssertClean(signed, body);
        AssertClean(unsigned, body);
        AssertSilent(host, one, body);

        Assert.Equal(200, (await host.SendAsync(path, WebhookHost.Body("good", "good"), "good")).StatusCode);
    }

    [Fact]
    public async Task S82_an_unsigned_body_is_refused_in_the_same_words_whatever_it_is()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        List<string> answers = [];
        foreach (JsonElement one in All.Values)
        {
            byte[] body = BodyOf(one);
            ConnectorResponse response = await PostAsync(host, path, one, body, []);
            if (response.StatusCode != 413)
            {
                answers.Add($"{response.StatusCode} {string.Join(';', response.Headers)} {Encoding.UTF8.GetString(response.Body.Span)}");
            }
        }

        Assert.Single(answers.Distinct());
    }

    [Theory]
    [InlineData(63, 200)]
    [InlineData(64, 400)]
    [InlineData(5000, 400)]
    public async Task S104_depth_is_limited(int depth, int status)
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        byte[] body = WebhookHost.Utf8($$"""{"type":"x","id":"1","deep":{{new string('[', depth)}}{{new string(']', depth)}}}""");
        Assert.Equal(status, (await host.SendAsync(path, body)).StatusCode);
    }

    [Theory]
    [InlineData("""{"type":"a","type":"b","id":"1"}""")]
    [InlineData("""{"type":"a","id":"1","\u0074ype":"b"}""")]
    [InlineData("""{"type":"a","id":"1","id":"2"}""")]
    public async Task S104_a_name_that_stands_there_twice_is_refused(string json)
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        Assert.Equal(400, (await host.SendAsync(path, WebhookHost.Utf8(json))).StatusCode);
        Assert.Empty(host.Runs);
    }

    [Fact]
    public async Task S105_errors_have_a_code_and_nothing_of_the_body()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        foreach (string json in new[] { """{"type":"canary"}""", """{"type":"canary","id":7}""", "canary" })
        {
            ConnectorResponse response = await host.SendAsync(path, WebhookHost.Utf8(json));
            Assert.Equal(
                """{"type":"about:blank","title":"Bad Request","status":400,"code":"CONNECTOR_WEBHOOK_VALIDATION_FAILED"}""",
                Encoding.UTF8.GetString(response.Body.Span));
            Assert.Equal("application/problem+json", response.Headers["Content-Type"]);
        }
    }

    private static ValueTask<ConnectorResponse> PostAsync(
        WebhookHost host, string path, JsonElement one, byte[] body, Dictionary<string, StringValues> headers)
    {
        foreach ((string name, string member) in new[] { ("Content-Type", "contentType"), ("Content-Encoding", "contentEncoding") })
        {
            if (one.TryGetProperty(member, out JsonElement value) && value.GetString() is { Length: > 0 } text)
            {
                headers[name] = text;
            }
        }

        ConnectorRequestBody sent = one.TryGetProperty("chunked", out _) ? new MemoryStream(body) : body;
        return host.Manager.HandleAsync(new ConnectorRequest { Method = "POST", Path = path, Headers = headers, Body = sent }, TestHost.Token);
    }

    private static void AssertClean(ConnectorResponse response, byte[] body)
    {
        string text = Encoding.UTF8.GetString(response.Body.Span);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        string sent = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 40)));
        Assert.True(sent.Length < 8 || !text.Contains(sent, StringComparison.Ordinal));
        Assert.All(response.Headers.Values, value => Assert.DoesNotContain(value.ToString(), c => char.IsControl(c)));
    }

    private static void AssertSilent(WebhookHost host, JsonElement one, byte[] body)
    {
        string[] told = [.. host.Engine.Logs.Messages, .. host.Engine.Events.Select(e => JsonSerializer.Serialize(e.Attributes))];
        Assert.DoesNotContain(told, text => text.Contains("forged log line", StringComparison.Ordinal) || text.Contains('\u001b', StringComparison.Ordinal));
        string sent = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 60)));
        Assert.True(sent.Length < 12 || !told.Any(text => text.Contains(sent, StringComparison.Ordinal)), one.GetProperty("id").GetString());
    }

    private static byte[] BodyOf(JsonElement one)
    {
        if (one.TryGetProperty("bodyBase64", out JsonElement body))
        {
            return body.GetBytesFromBase64();
        }

        JsonElement repeat = one.GetProperty("repeat");
        byte[] unit = repeat.GetProperty("unitBase64").GetBytesFromBase64();
        using MemoryStream stream = new();
        stream.Write(repeat.GetProperty("prefixBase64").GetBytesFromBase64());
        for (int i = 0; i < repeat.GetProperty("count").GetInt32(); i++)
        {
            stream.Write(unit);
        }

        stream.Write(repeat.GetProperty("suffixBase64").GetBytesFromBase64());
        return stream.ToArray();
    }
}
