using System.Text.Json;
using Corpus.Warehouse;
using Corpus.Weather;
using Igniter.Connectors;
using static Contract.ContractHost;

namespace Contract;

/// <summary>What a user sees of actions, typed and by key.</summary>
public sealed class ActionContractTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Typed_call_and_call_by_key_give_the_same()
    {
        ConnectorScope scope = await ConnectedAsync();

        WarehouseConnector.Page<WarehouseConnector.Item> typed = await scope.Warehouse.FindItemsAsync("ab", limit: 2, token: _cancellation);
        ConnectorActionResult byKey = await scope.Action("warehouse", "find").CallAsync(JsonElement.Parse("""{"query":"ab","limit":2}"""), _cancellation);

        Assert.Equal("ab-NorthAmerica-1", typed.Items[1].Sku);
        Assert.Null(byKey.Error);
        Assert.Equal("ab-NorthAmerica-1", byKey.Data!.Value.GetProperty("items")[1].GetProperty("sku").GetString());
        Assert.Equal("org_1", byKey.Data!.Value.GetProperty("items")[1].GetProperty("supplier").GetString());
    }

    [Fact]
    public async Task Input_is_validated_and_defaults_are_kept()
    {
        ConnectorScope scope = await ConnectedAsync();

        Assert.Equal(5, (await scope.Warehouse.FindItemsAsync("ab", token: _cancellation)).Items.Count);
        ConnectorActionResult defaulted = await scope.Action("warehouse", "find").CallAsync(JsonElement.Parse("""{"query":"ab","region":"north-america"}"""), _cancellation);
        Assert.Equal(5, defaulted.Data!.Value.GetProperty("items").GetArrayLength());

        ConnectorException typed = await FailsAsync(
            ConnectorErrorCodes.ConnectorActionInputInvalid, () => scope.Warehouse.FindItemsAsync("x", 51, token: _cancellation).AsTask());
        Assert.Equal(["limit", "query"], typed.Metadata.Errors.Select(error => error.Path).Order());
        Assert.Equal("find", typed.Metadata.Action);

        ConnectorActionResult missing = await scope.Action("warehouse", "find").CallAsync(JsonElement.Parse("""{"limit":0}"""), _cancellation);
        Assert.Equal(ConnectorErrorCodes.ConnectorActionInputInvalid, missing.Error!.Code);
        Assert.Equal(["limit", "query"], missing.Error.Metadata.Errors.Select(error => error.Path).Order());

        ConnectorActionResult unparsed = await scope.Action("warehouse", "find").CallAsync(JsonElement.Parse("""{"query":5}"""), _cancellation);
        Assert.Equal("query", Assert.Single(unparsed.Error!.Metadata.Errors).Path);

        ConnectorActionResult array = await scope.Action("warehouse", "find").CallAsync(JsonElement.Parse("[]"), _cancellation);
        Assert.Equal(ConnectorErrorCodes.ConnectorActionInputInvalid, array.Error!.Code);

        ConnectorActionResult repeated = await scope.Action("warehouse", "count").CallAsync(JsonElement.Parse("""{"count":1,"count":2}"""), _cancellation);
        Assert.Equal(ConnectorErrorCodes.ConnectorActionInputInvalid, repeated.Error!.Code);
    }

    [Fact]
    public async Task Nested_input_is_validated_at_depth()
    {
        ConnectorScope scope = await ConnectedAsync();

        ConnectorException invalid = await FailsAsync(
            ConnectorErrorCodes.ConnectorActionInputInvalid,
            () => scope.Warehouse.StoreAsync(new("a", -1), [new("b", 1), new("c", 1001)], _cancellation));

        Assert.Equal(["item.count", "more[1].count"], invalid.Metadata.Errors.Select(error => error.Path).Order());
    }

    [Fact]
    public async Task Result_is_validated()
    {
        ConnectorScope scope = await ConnectedAsync();

        ConnectorException invalid = await FailsAsync(
            ConnectorErrorCodes.ConnectorActionOutputInvalid, () => scope.Warehouse.CountAsync(5000, _cancellation).AsTask());

        Assert.Equal(502, invalid.StatusCode);
        Assert.Equal("count", Assert.Single(invalid.Metadata.Errors).Path);
    }

    [Fact]
    public async Task Failures_have_the_contracts_codes()
    {
        ConnectorScope scope = await ConnectedAsync();

        ConnectorException failed = await FailsAsync(
            ConnectorErrorCodes.ConnectorActionFailed, () => scope.Warehouse.StoreAsync(new("explode", 1), [new("x", 1) { Supplier = "canary" }], _cancellation));
        Assert.IsType<InvalidOperationException>(failed.InnerException);
        ConnectorException own = await Assert.ThrowsAsync<ConnectorException>(() => scope.Warehouse.StoreAsync(new("own", 1), cancellationToken: _cancellation));
        Assert.Equal(("WAREHOUSE_FULL", 507, true), (own.Code, own.StatusCode, own.IsTransient));
        await FailsAsync(ConnectorErrorCodes.ConnectorActionFailed, () => scope.Warehouse.StoreAsync(new("timeout", 1), cancellationToken: _cancellation));
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => scope.Named("other").Warehouse.EchoConfigAsync(_cancellation));

        Assert.Equal(ConnectorErrorCodes.ConnectorNotFound, (await scope.Action("nothing", "x").CallAsync(default, _cancellation)).Error!.Code);
        Assert.Equal(ConnectorErrorCodes.ConnectorActionNotFound, (await scope.Action("warehouse", "x").CallAsync(default, _cancellation)).Error!.Code);
    }

    [Fact]
    public async Task Running_past_its_time_fails_and_the_callers_cancellation_cancels()
    {
        ConnectorScope scope = await ConnectedAsync();

        Task waiting = scope.Warehouse.WaitAsync(_cancellation);
        Time.Advance(TimeSpan.FromSeconds(6));
        await FailsAsync(ConnectorErrorCodes.ConnectorActionFailed, () => waiting);

        using CancellationTokenSource source = new();
        Task cancelled = scope.Warehouse.WaitAsync(source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
    }

    [Fact]
    public async Task Streams_give_their_items_typed_and_by_key()
    {
        ConnectorScope scope = await ConnectedAsync();

        List<int> typed = [];
        await foreach (WarehouseConnector.Item item in scope.Warehouse.WatchAsync(1, 4, _cancellation))
        {
            typed.Add(item.Count);
        }

        List<int> byKey = [];
        await foreach (JsonElement item in scope.Action("warehouse", "watch").StreamAsync(JsonElement.Parse("""{"from":1,"to":4}"""), _cancellation))
        {
            byKey.Add(item.GetProperty("count").GetInt32());
        }

        Assert.Equal([1, 2, 3], typed);
        Assert.Equal([1, 2, 3], byKey);
        await FailsAsync(ConnectorErrorCodes.ConnectorActionOutputInvalid, async () =>
        {
            await foreach (WarehouseConnector.Item _ in scope.Warehouse.WatchAsync(1000, 1002, _cancellation))
            {
            }
        });
    }

    [Fact]
    public async Task Default_config_serves_unscoped_calls_and_scopes_without_identity_but_never_a_tenant()
    {
        ConnectorManager manager = Create();

        Assert.Equal("Rome: sunny (11)", await manager.Weather.ForecastAsync("Rome", _cancellation));
        Assert.Equal("Rome: sunny (11)", await manager.Scope("system").Weather.ForecastAsync("Rome", _cancellation));
        Assert.Equal("Rome: sunny (11)", (await manager.Action("weather", "forecast").CallAsync(JsonElement.Parse("""{"city":"Rome"}"""), _cancellation)).Data!.Value.GetString());
        Assert.Equal("//", await manager.Weather.WhoAsync(_cancellation));
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => manager.Scope("organization", "org_1").Weather.ForecastAsync("Rome", _cancellation));
        await FailsAsync(ConnectorErrorCodes.ConnectorDefaultConfigRequired, () => manager.Warehouse.EchoConfigAsync(_cancellation));
        await manager.Clock.TickAsync(_cancellation);

        await manager.Scope("system").Weather.ConnectAsync(new() { ApiKey = "own-key" }, cancellationToken: _cancellation);
        Assert.Equal("Rome: sunny (7)", await manager.Scope("system").Weather.ForecastAsync("Rome", _cancellation));
    }

    [Fact]
    public async Task Context_object_is_disposed_after_the_call()
    {
        int before = WeatherStation.Disposed;

        await Create().Weather.ForecastAsync("Rome", _cancellation);

        Assert.Equal(before + 1, WeatherStation.Disposed);
    }

    [Fact]
    public void Scopes_refuse_what_is_no_tenant()
    {
        ConnectorManager manager = Create();

        Assert.Equal(ConnectorErrorCodes.ConnectorScopeInvalid, Assert.Throws<ConnectorException>(() => manager.Scope("planet", "earth")).Code);
        Assert.Equal(ConnectorErrorCodes.ConnectorScopeInvalid, Assert.Throws<ConnectorException>(() => manager.Scope("organization", "a\0b")).Code);
        Assert.Equal(ConnectorErrorCodes.ConnectorScopeInvalid, Assert.Throws<ConnectorException>(() => manager.Scope("organization", "\ud800")).Code);
        foreach (string? none in new[] { null, "", "  \t" })
        {
            Assert.Equal(ConnectorErrorCodes.ConnectorScopeIdentifierRequired, Assert.Throws<ConnectorException>(() => manager.Scope("organization", none)).Code);
        }
    }

    [Fact]
    public void Descriptor_tells_enough_to_draw_a_form()
    {
        ConnectorDescriptor descriptor = Create().GetConnector("warehouse")!;

        Assert.Equal(("Warehouse", "box.svg", "logistics"), (descriptor.Name, descriptor.Icon, descriptor.Category));
        Assert.Equal("Keeps stock. Its configuration has secrets of every kind and depth.", descriptor.Description);
        Assert.Equal("gold", descriptor.Metadata["tier"]);
        ConfigField endpoints = descriptor.ConfigFields[0];
        Assert.Equal(("endpoints", true, "Where the stock is kept."), (endpoints.Key, endpoints.Required, endpoints.Description));
        ConfigField region = descriptor.ConfigFields.Single(field => field.Key == "region");
        Assert.Equal(["Europe", "north-america"], region.Options);
        Assert.True(descriptor.ConfigFields.Single(field => field.Key == "pin").Secret);
        Assert.Equal(25, descriptor.ConfigFields.Single(field => field.Key == "pageSize").Default!.Value.GetInt32());
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", descriptor.ConfigSchema!.Value.GetProperty("$schema").GetString());
        Assert.Contains("endpoints[].token", descriptor.Redaction["config"]);
        Assert.Equal(["echoConfig", "find", "store", "count", "wait", "watch"], descriptor.Actions.Select(action => action.Key));
    }

    private async Task<ConnectorScope> ConnectedAsync()
    {
        ConnectorScope scope = Create().Scope("organization", "org_1");
        await scope.Warehouse.ConnectAsync(WarehouseConfig(), cancellationToken: _cancellation);
        return scope;
    }
}
