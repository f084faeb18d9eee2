using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Igniter.Connectors;
using Igniter.Connectors.AotSmoke;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

// Declare, connect, call, list, disconnect, compiled natively. Every step prints "ok"; the exit code is the number of steps that went wrong.
int failures = 0;

ConnectorsBuilder builder = ConnectorManager.CreateBuilder(options =>
{
    options.Secret = "a secret for this program only, 0123456789";
    options.BaseUrl = "https://app.example.com";
});
builder.AddConnectors().UseInMemory();
FleetProvider fleet = new();
builder.ConfigureOAuth("fleet", options => (options.ClientId, options.ClientSecret) = ("client", "client secret"));
builder.Services.AddHttpClient(FleetProvider.OAuthClient).ConfigurePrimaryHttpMessageHandler(() => fleet);
builder.Services.AddHttpClient(FleetProvider.ApiClient).ConfigurePrimaryHttpMessageHandler(() => fleet);
await using ConnectorManager connectors = builder.Build();
List<string> events = [];
using IDisposable subscription = connectors.Subscribe(e => events.Add(e.Name), EventDelivery.Inline);
ConnectorScope acme = connectors.Organization("acme");

CourierConnector.Config config = new()
{
    ApiKey = "key-12345678",
    Depot = new("4711", TimeSpan.FromHours(8)),
    Endpoints = [new() { Url = new("https://example.com/a") }, new() { Url = new("https://example.com/b"), Retries = 5 }],
    Pins = new Dictionary<string, int> { ["north"] = 1234 },
};

await StepAsync("declare", () =>
{
    ConnectorDescriptor courier = connectors.GetConnector("courier")!;
    Equal("Courier", courier.Name);
    Equal("deliver,track", string.Join(',', courier.Actions.Select(action => action.Key)));
    Equal("apiKey,webhookKey,depot,endpoints,pins,priority,pageSize", string.Join(',', courier.ConfigFields.Select(field => field.Key)));
    return Task.CompletedTask;
});

await StepAsync("every mistake is reported with its path", async () =>
{
    ConnectorException error = await ThrowsAsync(() => acme.Courier.ConnectAsync(config with
    {
        ApiKey = "short",
        PageSize = 0,
        Endpoints = [config.Endpoints[0], config.Endpoints[1] with { Retries = 99 }],
        Priority = (Priority)7,
    }));
    Equal(ConnectorErrorCodes.ConnectorConfigInvalid, error.Code);
    Equal("apiKey,endpoints[1].retries,pageSize,priority", string.Join(',', error.Metadata.Errors.Select(e => e.Path).Order(StringComparer.Ordinal)));
});

await StepAsync("[OnValidate] refuses", async () =>
    Equal(ConnectorErrorCodes.ConnectorConfigInvalid, (await ThrowsAsync(() => acme.Courier.ConnectAsync(config with { ApiKey = "revoked-key" }))).Code));

await StepAsync("missing members are reported by key", async () =>
{
    ConnectorException error = await ThrowsAsync(() => acme.ConnectAsync("courier", Json("""{ "depot": { "opensAfter": "08:00:00" }, "endpoints": [{}] }""")));
    Equal("apiKey,depot.doorCode,endpoints[0].url", string.Join(',', error.Metadata.Errors.Select(e => e.Path).Order(StringComparer.Ordinal)));
});

await StepAsync("connect", async () =>
{
    ConnectionResult connected = await acme.Courier.ConnectAsync(config);
    Equal("courier", connected.Connection.Connector);
});

await StepAsync("the store holds no secret", async () =>
{
    ConnectionRecord record = (await connectors.Store.GetAsync(new("organization", "acme", "courier", "")))!;
    string stored = Encoding.UTF8.GetString(record.Config.Span);
    foreach (string secret in (string[])["key-12345678", "4711", "1234"])
    {
        Equal(false, stored.Contains(secret, StringComparison.Ordinal));
    }
});

await StepAsync("reveal", async () =>
{
    CourierConnector.Config revealed = await acme.Courier.RevealConfigAsync();
    Equal("key-12345678", revealed.ApiKey);
    Equal(config.Depot, revealed.Depot);
    Equal("https://example.com/b", revealed.Endpoints[1].Url.ToString());
    Equal(5, revealed.Endpoints[1].Retries);
    Equal(1234, revealed.Pins["north"]);
    Equal(Priority.High, revealed.Priority);
    Equal(25, revealed.PageSize);
});

await StepAsync("call, typed", async () =>
{
    CourierConnector.Receipt receipt = await acme.Courier.DeliverAsync(new("Main Street 1", 2.5m), Priority.Low);
    Equal(new(Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057"), "Main Street 1 (4711)", Priority.Low, "678", 25), receipt);
});

await StepAsync("call, by key", async () =>
{
    ConnectorActionResult result = await acme.Action("courier", "deliver").CallAsync(Json("""{ "parcel": { "address": "Main Street 2", "kilograms": 1 } }"""));
    Equal(null, result.Error?.Message);
    Equal("""{"id":"01890a5d-ac96-774b-bcce-b302099a8057","address":"Main Street 2 (4711)","priority":"High","keyEnding":"678","pageSize":25}""", result.Data?.GetRawText());
});

await StepAsync("invalid input, by key", async () =>
{
    ConnectorActionResult result = await acme.Action("courier", "deliver").CallAsync(Json("""{ "parcel": { "address": "" }, "priority": "Urgent" }"""));
    Equal(ConnectorErrorCodes.ConnectorActionInputInvalid, result.Error?.Code);
});

await StepAsync("stream, typed", async () =>
{
    List<int> stops = [];
    await foreach (CourierConnector.Position position in acme.Courier.TrackAsync(3))
    {
        stops.Add(position.Stop);
    }

    Equal("1,2,3", string.Join(',', stops));
});

await StepAsync("stream, by key", async () =>
{
    List<string> stops = [];
    await foreach (JsonElement position in acme.Action("courier", "track").StreamAsync(Json("""{ "stops": 2 }""")))
    {
        stops.Add(position.GetRawText());
    }

    Equal("""{"stop":1,"at":"1970-01-01T01:00:00+00:00"}|{"stop":2,"at":"1970-01-01T02:00:00+00:00"}""", string.Join('|', stops));
});

await StepAsync("update, disable, enable, test", async () =>
{
    await acme.Courier.UpdateAsync(current => current with { PageSize = 50 });
    Equal(50, (await acme.Courier.RevealConfigAsync()).PageSize);
    Equal(false, (await acme.Courier.DisableAsync()).Enabled);
    Equal(ConnectorErrorCodes.ConnectorDisabled, (await ThrowsAsync(() => acme.Courier.DeliverAsync(new("x", 1)))).Code);
    Equal(true, (await acme.Courier.EnableAsync()).Enabled);
    await acme.Courier.TestAsync();
});

await StepAsync("webhook", async () =>
{
    byte[] key = new byte[24];
    ConnectionResult connected = await acme.Courier.ConnectAsync(config with { WebhookKey = $"whsec_{Convert.ToBase64String(key)}" });
    byte[] body = """{ "type": "parcel.returned", "parcel": { "address": "Main Street 3", "kilograms": 1 } }"""u8.ToArray();
    string time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
    byte[] content = [.. Encoding.UTF8.GetBytes($"msg_1.{time}."), .. body];
    ConnectorRequest request = new()
    {
        Method = "POST",
        Path = connected.WebhookUrl!.AbsolutePath,
        Body = body,
        Headers = new Dictionary<string, StringValues>
        {
            ["Webhook-Id"] = "msg_1",
            ["Webhook-Timestamp"] = time,
            ["Webhook-Signature"] = $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, content))}",
        },
    };
    Equal(200, (await connectors.HandleAsync(request)).StatusCode);
    Equal(200, (await connectors.HandleAsync(request)).StatusCode);
    Equal("Main Street 3 msg_1 acme", string.Join('|', CourierConnector.Returns));
    Equal(404, (await connectors.HandleAsync(new() { Method = "POST", Path = "/connectors/courier/webhook/x" })).StatusCode);
});

await StepAsync("OAuth callback, renewal after a 401", async () =>
{
    AuthorizationRequest flow = await acme.Fleet.AuthorizeAsync(new() { ReturnUrl = "/settings", Config = new("north") });
    Equal("fleet.example.com", flow.AuthorizationUrl.Host);
    Equal(true, flow.AuthorizationUrl.Query.Contains("code_challenge_method=S256", StringComparison.Ordinal));
    ConnectorRequest callback = new()
    {
        Method = "GET",
        Path = "/connectors/fleet/oauth/callback",
        Query = $"?code=the-code&state={flow.State}",
        Headers = new Dictionary<string, StringValues> { ["Cookie"] = $"{flow.BindingCookieName}={flow.BindingCookieValue}" },
    };
    ConnectorResponse response = await connectors.HandleAsync(callback);
    Equal("303 /settings", $"{response.StatusCode} {response.Headers["Location"]}");
    Equal(400, (await connectors.HandleAsync(callback)).StatusCode);

    Equal(new(12, "north", "driver-7", "access-2"), await acme.Fleet.CountVansAsync());
    Equal("authorization_code,refresh_token", string.Join(',', fleet.TokenRequests.Select(body => body.Split("grant_type=")[1].Split('&')[0])));
    Connection connection = (await acme.Fleet.GetAsync())!;
    Equal("driver-7 vans", $"{connection.OAuth!.Account!.Id} {string.Join(' ', connection.OAuth.Scopes)}");
    await acme.Fleet.DisconnectAsync();
});

await StepAsync("list", async () =>
{
    await acme.Courier.Named("second").ConnectAsync(config);
    Equal("/second", string.Join('/', (await acme.ListAsync()).Select(connection => connection.Name).Order(StringComparer.Ordinal)));
    Equal(0L, await connectors.Organization("other").CountAsync());
});

await StepAsync("disconnect", async () =>
{
    await acme.Courier.DisconnectAsync();
    await acme.DisconnectAllAsync();
    Equal(0L, await acme.CountAsync());
    Equal(ConnectorErrorCodes.ConnectorNotConnected, (await ThrowsAsync(() => acme.Courier.DeliverAsync(new("x", 1)))).Code);
    Equal(true, events.Contains("igniter.connectors.connector.disconnected"));
});

return failures;

async Task StepAsync(string name, Func<Task> step)
{
    try
    {
        await step();
        Console.WriteLine($"ok {name}");
    }
    catch (Exception exception)
    {
        failures++;
        Console.WriteLine($"FAILED {name}: {exception}");
    }
}

static JsonElement Json(string text) => JsonElement.Parse(text);

static void Equal<T>(T expected, T actual)
{
    if (!EqualityComparer<T>.Default.Equals(expected, actual))
    {
        throw new InvalidOperationException($"expected {expected}, got {actual}");
    }
}

static async Task<ConnectorException> ThrowsAsync(Func<Task> call)
{
    try
    {
        await call();
    }
    catch (ConnectorException exception)
    {
        return exception;
    }

    throw new InvalidOperationException("expected an error, got none");
}
