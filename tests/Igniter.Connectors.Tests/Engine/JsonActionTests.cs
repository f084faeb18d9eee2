using System.Text.Json;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class JsonActionTests
{
    [Fact]
    public async Task A_call_by_key_takes_and_gives_JSON()
    {
        await using TestHost host = new();
        await host.ConnectedAsync();

        ConnectorActionResult result = await host.Scope().Action("demo", "echo").CallAsync(Json("""{"text":"ab","times":2,"unknown":[]}"""), Token);

        Assert.Null(result.Error);
        Assert.Equal("abab", result.Data!.Value.GetProperty("text").GetString());
    }

    [Fact]
    public async Task An_action_without_input_and_result_is_called_with_nothing_or_an_empty_object()
    {
        await using TestHost host = new();
        await host.ConnectedAsync();

        foreach (JsonElement input in (JsonElement[])[default, Json("{}"), Json("""{"ignored":1}""")])
        {
            ConnectorActionResult result = await host.Scope().Action("demo", "ping").CallAsync(input, Token);
            Assert.Null(result.Error);
            Assert.Null(result.Data);
        }
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("5", "")]
    [InlineData("\"{}\"", "")]
    [InlineData("{}", "text")]
    [InlineData("""{"text":5}""", "text")]
    [InlineData("""{"text":null,"times":"x"}""", "times")]
    [InlineData("""{"text":"a","text":"b"}""", "text")]
    [InlineData("""{"text":"a","times":9}""", "times")]
    public async Task Input_that_does_not_fit_is_an_error_and_not_an_exception(string input, string path)
    {
        await using TestHost host = new();
        await host.ConnectedAsync();

        ConnectorActionResult result = await host.Scope().Action("demo", "echo").CallAsync(Json(input), Token);

        Assert.Null(result.Data);
        Assert.Equal(ConnectorErrorCodes.ConnectorActionInputInvalid, result.Error!.Code);
        Assert.Equal(path, Assert.Single(result.Error.Metadata.Errors).Path);
        Assert.Equal(["action.started", "action.failed"], host.EventNames);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task Input_must_be_an_object_also_where_there_is_none(string input)
    {
        await using TestHost host = new();
        await host.ConnectedAsync();

        ConnectorActionResult result = await host.Scope().Action("demo", "ping").CallAsync(Json(input), Token);

        Assert.Equal(ConnectorErrorCodes.ConnectorActionInputInvalid, result.Error!.Code);
    }

    [Fact]
    public async Task Nothing_counts_as_an_empty_object()
    {
        await using TestHost host = new();
        await host.ConnectedAsync();

        ConnectorActionResult result = await host.Scope().Action("demo", "echo").CallAsync(default, Token);

        Assert.Equal("text", Assert.Single(result.Error!.Metadata.Errors).Path);
    }

    [Fact]
    public async Task No_predictable_error_is_thrown()
    {
        await using TestHost host = new();
        ConnectorScope scope = host.Scope();
        Assert.Equal(ConnectorErrorCodes.ConnectorNotConnected, await CodeAsync(scope.Action("demo", "echo")));
        Assert.Equal(ConnectorErrorCodes.ConnectorNotFound, await CodeAsync(scope.Action("nope", "echo")));
        Assert.Equal(ConnectorErrorCodes.ConnectorActionNotFound, await CodeAsync(scope.Action("demo", "nope")));
        Assert.Equal(ConnectorErrorCodes.ConnectorActionNotFound, await CodeAsync(scope.Action("demo", "Echo")));
        Assert.Equal(ConnectorErrorCodes.ConnectorActionNotFound, await CodeAsync(scope.Action("demo", "")));
        Assert.Equal(ConnectorErrorCodes.ConnectorDefaultConfigRequired, await CodeAsync(host.Manager.Action("demo", "echo")));
        await host.ConnectedAsync();
        host.Demo.Echo = (_, _) => throw new InvalidOperationException();
        Assert.Equal(ConnectorErrorCodes.ConnectorActionFailed, await CodeAsync(scope.Action("demo", "echo")));
        host.Demo.Echo = (_, _) => new((EchoOutput?)null);
        Assert.Equal(ConnectorErrorCodes.ConnectorActionOutputInvalid, await CodeAsync(scope.Action("demo", "echo")));
        await host.Client().DisableAsync(Token);
        Assert.Equal(ConnectorErrorCodes.ConnectorDisabled, await CodeAsync(scope.Action("demo", "echo")));

        async Task<string> CodeAsync(ConnectorAction action) => (await action.CallAsync(Json("""{"text":"x"}"""), Token)).Error!.Code;
    }

    [Fact]
    public async Task The_callers_cancellation_is_thrown()
    {
        await using TestHost host = new();
        await host.ConnectedAsync();
        using CancellationTokenSource source = new();
        host.Demo.Echo = async (call, _) =>
        {
            await source.CancelAsync();
            call.CancellationToken.ThrowIfCancellationRequested();
            return null;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => host.Scope().Action("demo", "echo").CallAsync(Json("""{"text":"x"}"""), source.Token));
    }

    [Fact]
    public async Task A_stream_is_called_with_StreamAsync()
    {
        await using TestHost host = new();
        await host.ConnectedAsync();
        List<string> items = [];

        await foreach (JsonElement item in host.Scope().Action("demo", "count").StreamAsync(Json("""{"to":2}"""), Token))
        {
            items.Add(item.GetRawText());
        }

        Assert.Equal(["""{"value":1}""", """{"value":2}"""], items);
        ConnectorActionResult wrong = await host.Scope().Action("demo", "count").CallAsync(Json("{}"), Token);
        Assert.Equal(ConnectorErrorCodes.ConnectorActionNotFound, wrong.Error!.Code);
        Assert.Contains("StreamAsync", wrong.Error.Message);
        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorActionNotFound,
            async () => await host.Scope().Action("demo", "echo").StreamAsync(Json("{}"), Token).ToListAsync(Token));
        Assert.Contains("CallAsync", error.Message);
    }

    [Fact]
    public async Task S120_a_result_shows_no_sensitive_value_as_JSON_or_text()
    {
        await using TestHost host = new();
        await host.ConnectedAsync();
        host.Demo.Echo = (_, _) => new(new EchoOutput { Text = "open", Secret = "canary" });
        ConnectorAction action = host.Scope().Action("demo", "echo");

        ConnectorActionResult result = await action.CallAsync(Json("""{"text":"x"}"""), Token);

        Assert.Equal("canary", result.Data!.Value.GetProperty("secret").GetString());
        Assert.Equal("""{"Data":{"text":"open","secret":"***"},"Error":null}""", JsonSerializer.Serialize(result));
        Assert.Equal("Succeeded", result.ToString());
        host.Demo.Echo = (_, _) => throw new InvalidOperationException("canary");
        ConnectorActionResult failed = await action.CallAsync(Json("""{"text":"x"}"""), Token);
        JsonElement json = Json(JsonSerializer.Serialize(failed, JsonSerializerOptions.Web));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("data").ValueKind);
        Assert.Equal("CONNECTOR_ACTION_FAILED", json.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(502, json.GetProperty("error").GetProperty("statusCode").GetInt32());
        Assert.Equal("echo", json.GetProperty("error").GetProperty("metadata").GetProperty("action").GetString());
        Assert.DoesNotContain("canary", json.GetRawText());
        Assert.DoesNotContain("canary", failed.ToString());
    }

    [Fact]
    public async Task An_error_serializes_with_its_validation_errors()
    {
        await using TestHost host = new();
        await host.ConnectedAsync();

        ConnectorActionResult result = await host.Scope().Action("demo", "echo").CallAsync(default, Token);

        JsonElement error = Json(JsonSerializer.Serialize(result.Error, JsonSerializerOptions.Web));
        Assert.Equal("text", error.GetProperty("metadata").GetProperty("errors")[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task An_action_says_what_it_is()
    {
        await using TestHost host = new();

        ConnectorAction action = host.Scope().Action("demo", "echo");

        Assert.Equal(("demo", "echo"), (action.Connector, action.Key));
    }
}
