using System.Reflection;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class ErrorTests
{
    /// <summary>The table of the documentation.</summary>
    private static readonly Dictionary<string, int> Statuses = new()
    {
        ["CONNECTOR_NOT_FOUND"] = 404,
        ["CONNECTOR_NOT_CONNECTED"] = 404,
        ["CONNECTOR_DISABLED"] = 409,
        ["CONNECTOR_ALREADY_CONNECTED"] = 409,
        ["CONNECTOR_CONFIG_INVALID"] = 400,
        ["CONNECTOR_DEFAULT_CONFIG_REQUIRED"] = 400,
        ["CONNECTOR_ACTION_NOT_FOUND"] = 404,
        ["CONNECTOR_ACTION_INPUT_INVALID"] = 400,
        ["CONNECTOR_ACTION_OUTPUT_INVALID"] = 502,
        ["CONNECTOR_ACTION_FAILED"] = 502,
        ["CONNECTOR_TEST_FAILED"] = 502,
        ["CONNECTOR_SCOPE_INVALID"] = 400,
        ["CONNECTOR_SCOPE_IDENTIFIER_REQUIRED"] = 400,
        ["CONNECTOR_DATABASE_REQUIRED"] = 500,
        ["CONNECTOR_DATABASE_FAILED"] = 503,
        ["CONNECTOR_CONFLICT"] = 409,
        ["CONNECTOR_OAUTH_NOT_CONFIGURED"] = 400,
        ["CONNECTOR_OAUTH_STATE_INVALID"] = 400,
        ["CONNECTOR_OAUTH_DENIED"] = 400,
        ["CONNECTOR_OAUTH_TOKEN_FAILED"] = 502,
        ["CONNECTOR_OAUTH_PARSE_TOKEN_FAILED"] = 502,
        ["CONNECTOR_OAUTH_PARSE_USERINFO_FAILED"] = 502,
        ["CONNECTOR_OAUTH_REFRESH_FAILED"] = 502,
        ["CONNECTOR_OAUTH_SCOPE_INSUFFICIENT"] = 403,
        ["CONNECTOR_RETURN_URL_INVALID"] = 400,
        ["CONNECTOR_REAUTHORIZATION_REQUIRED"] = 409,
        ["CONNECTOR_WEBHOOK_NOT_CONFIGURED"] = 404,
        ["CONNECTOR_WEBHOOK_VALIDATION_FAILED"] = 400,
        ["CONNECTOR_WEBHOOK_VERIFICATION_FAILED"] = 401,
        ["CONNECTOR_WEBHOOK_TOO_LARGE"] = 413,
        ["CONNECTOR_WEBHOOK_METHOD_NOT_ALLOWED"] = 405,
        ["CONNECTOR_WEBHOOK_FAILED"] = 500,
        ["CONNECTOR_ENCRYPT_FAILED"] = 500,
        ["CONNECTOR_DECRYPT_FAILED"] = 500,
        ["CONNECTOR_ENCRYPTION_SECRET_REQUIRED"] = 500,
        ["CONNECTOR_BUILD_CONFIG_REQUIRED"] = 500,
        ["CONNECTOR_BUILD_SCOPES_REQUIRED"] = 500,
        ["CONNECTOR_BUILD_CONNECTORS_REQUIRED"] = 500,
        ["CONNECTOR_CONFIGURATION_INVALID"] = 500,
    };

    [Fact]
    public void S126_every_code_is_a_constant_with_its_status()
    {
        Dictionary<string, int> actual = typeof(ConnectorErrorCodes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToDictionary(code => code, code => new ConnectorException(code, "x").StatusCode);

        Assert.Equal(Statuses.OrderBy(entry => entry.Key), actual.OrderBy(entry => entry.Key));
    }

    [Fact]
    public void An_applications_own_code_has_status_500_unless_it_says_otherwise()
    {
        Assert.Equal(500, new ConnectorException("MINE", "x").StatusCode);
        Assert.Equal(418, new ConnectorException("MINE", "x") { StatusCode = 418 }.StatusCode);
        Assert.Throws<ArgumentException>(() => new ConnectorException("", "x"));
    }

    [Fact]
    public void S120_an_exception_as_text_tells_types_and_stacks_of_inner_exceptions_not_their_messages()
    {
        Exception inner = Thrown(new FormatException("canary", Thrown(new ConnectorException("INNER_CODE", "told", new IOException("canary")))));

        string text = new ConnectorException("CODE", "own message", inner).ToString();

        Assert.DoesNotContain("canary", text);
        foreach (string part in (string[])["ConnectorException", "CODE", "own message", "FormatException", "INNER_CODE", "told", "IOException", nameof(Thrown)])
        {
            Assert.Contains(part, text);
        }
    }

    [Fact]
    public async Task Messages_name_the_connector_and_cut_and_clean_what_callers_sent()
    {
        await using TestHost host = new();

        ConnectorActionResult unknown = await host.Scope().Action("demo", "x\r\ninjected").CallAsync(default, Token);
        ConnectorActionResult longOne = await host.Scope().Action("demo", new string('x', 10_000)).CallAsync(default, Token);

        Assert.Contains("'demo'", unknown.Error!.Message);
        Assert.DoesNotContain("\n", unknown.Error.Message);
        Assert.True(longOne.Error!.Message.Length < 200);
    }

    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }
}
