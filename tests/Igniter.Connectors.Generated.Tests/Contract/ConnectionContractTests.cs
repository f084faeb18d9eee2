using System.Text;
using System.Text.Json;
using Corpus.Warehouse;
using Igniter.Connectors;
using static Contract.ContractHost;

namespace Contract;

/// <summary>What a user sees of the life of a connection, over a connector with secrets of every kind and depth.</summary>
public sealed class ConnectionContractTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Config_round_trips_with_every_kind_of_value()
    {
        ConnectorScope scope = Create().Scope("organization", "org_1");
        WarehouseConnector.Config config = WarehouseConfig();

        await scope.Warehouse.ConnectAsync(config, cancellationToken: _cancellation);
        WarehouseConnector.Config stored = await scope.Warehouse.EchoConfigAsync(_cancellation);

        Assert.Equal(JsonSerializer.Serialize(config), JsonSerializer.Serialize(stored));
        Assert.Equal(JsonSerializer.Serialize(config), JsonSerializer.Serialize(await scope.Warehouse.RevealConfigAsync(_cancellation)));
    }

    [Fact]
    public async Task The_stored_record_holds_no_encrypted_value_in_plain()
    {
        ConnectorManager manager = Create();
        await manager.Scope("organization", "org_1").Warehouse.ConnectAsync(WarehouseConfig(), cancellationToken: _cancellation);

        ConnectionRecord? record = await manager.Store.GetAsync(new ConnectionKey("organization", "org_1", "warehouse", ""), _cancellation);

        string text = Encoding.UTF8.GetString(record!.Config.Span);
        Assert.DoesNotContain("canary", text.Replace("canary-note", "", StringComparison.Ordinal));
        Assert.DoesNotContain("424242", text);
        Assert.Contains("https://one.example", text);
        Assert.NotEqual("", record.KeyId);
    }

    [Fact]
    public async Task What_a_connection_shows_has_no_secret_in_any_form()
    {
        ConnectorScope scope = Create().Scope("organization", "org_1");
        ConnectionResult result = await scope.Warehouse.ConnectAsync(WarehouseConfig(), cancellationToken: _cancellation);
        IReadOnlyList<Connection> list = await scope.ListAsync(cancellationToken: _cancellation);

        string shown = JsonSerializer.Serialize(result) + result + JsonSerializer.Serialize(list) + list[0] + WarehouseConfig();

        Assert.DoesNotContain("canary", shown);
        Assert.DoesNotContain("424242", shown);
        Assert.DoesNotContain("igc1", shown);
        Assert.Contains("***", WarehouseConfig().ToString());
        ConnectionField endpoints = list[0].Fields["endpoints"];
        Assert.Equal("https://one.example", endpoints.Value!.Value[0].GetProperty("url").GetString());
        Assert.True(list[0].Fields["keys"].Secret);
        Assert.True(list[0].Fields["keys"].HasValue);
        Assert.Null(list[0].Fields["keys"].Value);
        Assert.True(list[0].Fields["note"].Secret);
        Assert.Equal(50, list[0].Fields["pageSize"].Value!.Value.GetInt32());
    }

    [Fact]
    public async Task Connecting_by_key_keeps_initializers_and_reports_every_failing_member()
    {
        ConnectorScope scope = Create().Scope("organization", "org_1");

        await scope.ConnectAsync("warehouse", JsonElement.Parse("""{"endpoints":[{"url":"https://x.example"}]}"""), cancellationToken: _cancellation);
        WarehouseConnector.Config config = await scope.Warehouse.RevealConfigAsync(_cancellation);
        Assert.Equal(25, config.PageSize);
        Assert.Equal("anonymous", config.Account.Login);
        Assert.Equal(TimeSpan.FromSeconds(30), config.Timeout);
        Assert.Empty(config.Keys);
        Assert.True(config.Strict);

        ConnectorException invalid = await FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => scope.UpdateAsync(
            "warehouse",
            JsonElement.Parse("""{"endpoints":[{"url":"nonsense"},{}],"pageSize":0,"account":{"login":"x"},"retry":{"attempts":1}}"""),
            cancellationToken: _cancellation));
        Assert.Equal(
            ["account.login", "endpoints[0].url", "endpoints[1].url", "pageSize", "retry.pause"],
            invalid.Metadata.Errors.Select(error => error.Path).Order(StringComparer.Ordinal));
        Assert.Equal("warehouse", invalid.Metadata.Connector);
        Assert.Equal("organization", invalid.Metadata.Scope);
        Assert.Equal("org_1", invalid.Metadata.Identity);

        ConnectorException unparsed = await FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => scope.UpdateAsync(
            "warehouse", JsonElement.Parse("""{"endpoints":[{"url":"https://x.example"},{"url":5}]}"""), cancellationToken: _cancellation));
        Assert.Equal("endpoints[1].url", Assert.Single(unparsed.Metadata.Errors).Path);
    }

    [Fact]
    public async Task Missing_required_member_is_the_only_error_of_its_path()
    {
        ConnectorScope scope = Create().Scope("organization", "org_1");

        ConnectorException invalid = await FailsAsync(
            ConnectorErrorCodes.ConnectorConfigInvalid, () => scope.ConnectAsync("warehouse", JsonElement.Parse("{}"), cancellationToken: _cancellation));

        Assert.Equal("endpoints", Assert.Single(invalid.Metadata.Errors).Path);
    }

    [Fact]
    public async Task Update_by_function_changes_what_it_changes()
    {
        ConnectorScope scope = Create().Scope("organization", "org_1");
        Connection before = (await scope.Warehouse.ConnectAsync(WarehouseConfig(), cancellationToken: _cancellation)).Connection;

        Connection after = await scope.Warehouse.UpdateAsync(config => config with { PageSize = 7 }, _cancellation);

        Assert.Equal(before.Id, after.Id);
        Assert.Equal(7, after.Fields["pageSize"].Value!.Value.GetInt32());
        Assert.Equal("canary-token-one", (await scope.Warehouse.RevealConfigAsync(_cancellation)).Endpoints[0].Token);
    }

    [Fact]
    public async Task Sixteen_concurrent_updates_by_function_lose_nothing()
    {
        ConnectorScope scope = Create().Scope("organization", "org_1");
        await scope.Warehouse.ConnectAsync(WarehouseConfig() with { PageSize = 1 }, cancellationToken: _cancellation);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            () => scope.Warehouse.UpdateAsync(config => config with { PageSize = config.PageSize + 1 }, _cancellation), _cancellation)));

        Assert.Equal(17, (await scope.Warehouse.RevealConfigAsync(_cancellation)).PageSize);
    }

    [Fact]
    public async Task Validation_hook_decides_by_the_contract_table()
    {
        ConnectorScope scope = Create().Scope("organization", "org_1");

        ConnectorException thirteen = await FailsAsync(
            ConnectorErrorCodes.ConnectorConfigInvalid, () => scope.Warehouse.ConnectAsync(WarehouseConfig() with { Pin = 13 }, cancellationToken: _cancellation));
        Assert.Contains("Thirteen is no pin.", thirteen.Metadata.Errors.Select(error => error.Message).Append(thirteen.Message));
        ConnectorException fourteen = await FailsAsync(
            ConnectorErrorCodes.ConnectorActionFailed, () => scope.Warehouse.ConnectAsync(WarehouseConfig() with { Pin = 14 }, cancellationToken: _cancellation));
        Assert.IsType<FormatException>(fourteen.InnerException);
        Assert.Null(await scope.Warehouse.GetAsync(_cancellation));
    }

    [Fact]
    public async Task Named_connections_are_apart()
    {
        ConnectorScope scope = Create().Scope("organization", "org_1");
        await scope.Warehouse.ConnectAsync(WarehouseConfig() with { PageSize = 1 }, cancellationToken: _cancellation);
        await scope.Warehouse.Named("support").ConnectAsync(WarehouseConfig() with { PageSize = 2 }, cancellationToken: _cancellation);

        Assert.Equal(1, (await scope.Warehouse.EchoConfigAsync(_cancellation)).PageSize);
        Assert.Equal(2, (await scope.Warehouse.Named("support").EchoConfigAsync(_cancellation)).PageSize);
        Assert.Equal("support", (await scope.Named("support").GetAsync("warehouse", _cancellation))!.Name);
        Assert.Equal(2, await scope.CountAsync(cancellationToken: _cancellation));
        await scope.Warehouse.Named("support").DisconnectAsync(_cancellation);
        Assert.NotNull(await scope.Warehouse.GetAsync(_cancellation));
    }

    [Fact]
    public async Task Switching_off_refuses_calls_and_toggling_allows_them_again()
    {
        ConnectorScope scope = Create().Scope("organization", "org_1");
        await scope.Warehouse.ConnectAsync(WarehouseConfig(), cancellationToken: _cancellation);

        Assert.False((await scope.Warehouse.DisableAsync(_cancellation)).Enabled);
        ConnectorException disabled = await FailsAsync(ConnectorErrorCodes.ConnectorDisabled, () => scope.Warehouse.EchoConfigAsync(_cancellation));
        Assert.Equal(409, disabled.StatusCode);
        Assert.True((await scope.ToggleAsync("warehouse", _cancellation)).Enabled);
        await scope.Warehouse.EchoConfigAsync(_cancellation);
        Assert.False((await scope.Warehouse.ToggleAsync(_cancellation)).Enabled);
        Assert.True((await scope.Warehouse.EnableAsync(_cancellation)).Enabled);
    }

    [Fact]
    public async Task Create_only_refuses_a_second_connection()
    {
        ConnectorScope scope = Create().Scope("organization", "org_1");
        await scope.Warehouse.ConnectAsync(WarehouseConfig(), ConnectMode.CreateOnly, _cancellation);

        await FailsAsync(ConnectorErrorCodes.ConnectorAlreadyConnected, () => scope.Warehouse.ConnectAsync(WarehouseConfig(), ConnectMode.CreateOnly, _cancellation));
        await scope.Warehouse.ConnectAsync(WarehouseConfig(), cancellationToken: _cancellation);
    }

    [Fact]
    public async Task Disconnecting_what_was_never_connected_is_an_error()
    {
        ConnectorScope scope = Create().Scope("organization", "org_1");

        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => scope.Warehouse.DisconnectAsync(_cancellation));
        await FailsAsync(ConnectorErrorCodes.ConnectorNotFound, () => scope.DisconnectAsync("nothing", _cancellation));
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => scope.Warehouse.UpdateAsync(WarehouseConfig(), _cancellation));
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => scope.Warehouse.EnableAsync(_cancellation));
    }

    [Fact]
    public async Task Testing_a_connection_passes_or_gives_its_code()
    {
        ConnectorScope scope = Create().Scope("organization", "org_1");
        await scope.Warehouse.ConnectAsync(WarehouseConfig(), cancellationToken: _cancellation);
        await scope.Warehouse.TestAsync(_cancellation);
        await scope.Warehouse.UpdateAsync(config => config with { Strict = false }, _cancellation);

        await FailsAsync(ConnectorErrorCodes.ConnectorTestFailed, () => scope.Warehouse.TestAsync(_cancellation));
        await FailsAsync(ConnectorErrorCodes.ConnectorTestFailed, () => scope.TestAsync("warehouse", _cancellation));
    }

    [Fact]
    public async Task A_stored_config_that_no_longer_fits_lists_and_is_mended_on_call()
    {
        ConnectorManager manager = Create();
        ConnectorScope scope = manager.Scope("organization", "org_1");
        await scope.Warehouse.ConnectAsync(WarehouseConfig(), cancellationToken: _cancellation);
        ConnectionRecord record = (await manager.Store.GetAsync(new ConnectionKey("organization", "org_1", "warehouse", ""), _cancellation))!;
        await manager.Store.UpdateAsync(
            record with { Config = Encoding.UTF8.GetBytes("""{"url":"https://old.example","token":"old"}"""), EncryptedPaths = "", KeyId = "", Version = record.Version + 1 },
            _cancellation);

        Assert.Single(await scope.ListAsync(cancellationToken: _cancellation));
        await scope.Warehouse.DisableAsync(_cancellation);
        await scope.Warehouse.EnableAsync(_cancellation);
        Assert.Equal("https://old.example", (await scope.Warehouse.EchoConfigAsync(_cancellation)).Endpoints[0].Url);
    }

    [Fact]
    public async Task List_pages_with_a_cursor()
    {
        ConnectorScope scope = Create().Scope("organization", "org_1");
        for (int i = 0; i < 7; i++)
        {
            await scope.Warehouse.Named($"n{i}").ConnectAsync(WarehouseConfig(), cancellationToken: _cancellation);
        }

        List<string> names = [];
        string? after = null;
        do
        {
            ConnectionList page = await scope.ListAsync(new ConnectionQuery { Limit = 3, After = after }, _cancellation);
            names.AddRange(page.Select(connection => connection.Name));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(["n0", "n1", "n2", "n3", "n4", "n5", "n6"], names.Order());
        Assert.Single(await scope.ListAsync(new ConnectionQuery { Name = "n4" }, _cancellation));
        Assert.Equal(7, await scope.CountAsync(new ConnectionQuery { Connector = "warehouse" }, _cancellation));
    }

    [Fact]
    public async Task Disconnecting_all_leaves_other_tenants_alone()
    {
        ConnectorManager manager = Create();
        await manager.Scope("organization", "org_1").Warehouse.ConnectAsync(WarehouseConfig(), cancellationToken: _cancellation);
        await manager.Scope("organization", "org_1").Warehouse.Named("b").ConnectAsync(WarehouseConfig(), cancellationToken: _cancellation);
        await manager.Scope("organization", "Org_1").Warehouse.ConnectAsync(WarehouseConfig(), cancellationToken: _cancellation);

        await manager.Scope("organization", "org_1").DisconnectAllAsync(_cancellation);

        Assert.Equal(0, await manager.Scope("organization", "org_1").CountAsync(cancellationToken: _cancellation));
        Assert.Equal(1, await manager.Scope("organization", "Org_1").CountAsync(cancellationToken: _cancellation));
    }
}
