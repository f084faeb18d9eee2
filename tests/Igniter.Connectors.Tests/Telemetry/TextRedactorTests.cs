using CsCheck;
using Igniter.Connectors.Tests.Engine;
using Microsoft.Extensions.Compliance.Classification;
using Microsoft.Extensions.Compliance.Redaction;
using Microsoft.Extensions.DependencyInjection;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Telemetry;

public sealed class TextRedactorTests
{
    private static readonly TextRedactor Redactor = new(new DeniedNames(["pin"]));

    [Theory]
    [InlineData("accessToken=canary", "accessToken=[redacted]")]
    [InlineData("ACCESS_TOKEN: canary", "ACCESS_TOKEN: [redacted]")]
    [InlineData("refresh-token = canary;next", "refresh-token = [redacted];next")]
    [InlineData("client_secret=canary&grant_type=code", "client_secret=[redacted]&grant_type=code")]
    [InlineData("X-Api-Key: canary", "X-Api-Key: [redacted]")]
    [InlineData("botToken => canary", "botToken => [redacted]")]
    [InlineData("config['password'] = canary", "config['password'] = [redacted]")]
    [InlineData("Pin=canary", "Pin=[redacted]")]
    [InlineData("SigningKey=canary", "SigningKey=[redacted]")]
    [InlineData("aws_secret_access_key: canary", "aws_secret_access_key: [redacted]")]
    [InlineData("Ocp-Apim-Subscription-Key: canary", "Ocp-Apim-Subscription-Key: [redacted]")]
    [InlineData("pwd=canary;server=db", "pwd=[redacted];server=db")]
    [InlineData("aws_access_key_id=AKIA", "aws_access_key_id=AKIA")]
    public void S122_values_of_denied_names_go_in_any_casing_and_style(string text, string expected) => Assert.Equal(expected, Redactor.Redact(text));

    [Theory]
    [InlineData("config")]
    [InlineData("accessToken")]
    [InlineData("refreshToken")]
    [InlineData("clientSecret")]
    [InlineData("apiKey")]
    [InlineData("token")]
    [InlineData("secret")]
    [InlineData("password")]
    [InlineData("payload")]
    [InlineData("input")]
    [InlineData("output")]
    [InlineData("userInfo")]
    [InlineData("authorization")]
    [InlineData("cookie")]
    [InlineData("set-cookie")]
    [InlineData("passphrase")]
    [InlineData("private-key")]
    [InlineData("credential")]
    [InlineData("webhookKey")]
    public void S122_every_denied_name_is_denied_in_JSON(string name)
    {
        Assert.DoesNotContain("canary", Redactor.Redact($$"""{"{{name}}": "canary", "a": 1}"""), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", Redactor.Redact($$"""{"{{name.ToUpperInvariant()}}":{"deep":["canary"]},"a":1}"""), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", Redactor.Redact($$"""{"list":[{"{{name}}":"can\"ary canary"}]}"""), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", Redactor.Redact($$"""{"text":"{\"{{name}}\":\"canary\"}"}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET https://user:canary@api.test/bot123:canary/send?token=canary#canary failed", "GET https://api.test/[redacted] failed")]
    [InlineData("see http://localhost:8080", "see http://localhost:8080")]
    [InlineData("(https://api.test/x)", "(https://api.test/[redacted]")]
    [InlineData("Authorization: Bearer canary\nnext", "Authorization: [redacted]\\nnext")]
    [InlineData("Cookie: a=canary; b=canary", "Cookie: [redacted]")]
    [InlineData("sent Bearer canary.canary to it", "sent Bearer [redacted] to it")]
    public void S122_addresses_keep_scheme_and_host_and_headers_their_name(string text, string expected) => Assert.Equal(expected, Redactor.Redact(text));

    [Theory]
    [InlineData("The token endpoint answered 500.")]
    [InlineData("The configuration of connector 'demo' is invalid: token (The Token field is required.)")]
    [InlineData("Connector 'demo' is switched off in this scope ('organization'). Enable it first.")]
    [InlineData("3 inputs, 4 outputs: fine")]
    [InlineData("größer, ключ, 鍵, 😀")]
    public void Prose_stays(string text) => Assert.Equal(text, Redactor.Redact(text));

    [Fact]
    public void S124_control_characters_are_escaped_and_long_text_is_cut()
    {
        Assert.Equal("a\\r\\nb\\t\\u001b[31m\\u0000\\u202e", Redactor.Redact("a\r\nb\t\u001b[31m\0\u202e"));
        Assert.Equal(1001, Redactor.Redact(new string('x', 100_000)).Length);
        Assert.Equal(new string('x', 999) + "…", Redactor.Redact(new string('x', 999) + "😀 and more"));
    }

    [Fact]
    public void Values_of_denied_names_never_survive_whatever_stands_around_them() =>
        Gen.Select(Gen.String, Gen.OneOf("token", "Client_Secret", "\"password\"", "x-api-key"), Gen.OneOf("=", ": ", ":\"", " = '"), Gen.String[Gen.Char.AlphaNumeric, 0, 20])
            .Sample((before, name, separator, after) =>
                Assert.DoesNotContain("CANARY", Redactor.Redact($"{before} {name}{separator}CANARY{after}"), StringComparison.Ordinal));

    [Fact]
    public async Task A_connectors_own_error_is_guarded_in_the_event_and_stays_as_it_is_for_the_caller()
    {
        await using TestHost host = new(
            demo => demo.Ping = _ => throw new ConnectorException("OWN", "login with password=canary failed"),
            builder => builder.Services.Configure<ConnectorsOptions>(options => options.RedactedNames.Add("pin")));
        DemoScopedClient client = await host.ConnectedAsync();

        ConnectorException error = await FailsAsync("OWN", () => client.PingAsync(Token));

        Assert.Equal("login with password=canary failed", error.Message);
        ActionFailedEvent failed = Assert.Single(host.Events.OfType<ActionFailedEvent>());
        Assert.Equal("login with password=[redacted] failed", failed.ErrorMessage);
        Assert.Equal(failed.ErrorMessage, failed.Attributes["ctx.error.message"]);
    }

    [Fact]
    public async Task S124_what_others_wrote_is_never_a_template()
    {
        const string Text = "{0} {Token} %s {{ {";
        await using TestHost host = new(
            demo =>
            {
                demo.Configure = definition => definition.OnConnect = (_, _) => throw new ConnectorException("OWN", Text);
                demo.Ping = _ => throw new ConnectorException("OWN", Text);
            });
        DemoScopedClient client = host.Client();
        await client.ConnectAsync(Config, cancellationToken: Token);
        await FailsAsync("OWN", () => client.PingAsync(Token));

        Assert.Contains(host.Logs.Messages, message => message.Contains(Text, StringComparison.Ordinal));
        Assert.Equal([Text, Text], host.Events.OfType<ConnectorFailureEvent>().Select(failed => failed.ErrorMessage));
    }

    [Fact]
    public async Task A_registered_redactor_says_what_stands_there_instead()
    {
        await using TestHost host = new(
            demo => demo.Ping = _ => throw new ConnectorException("OWN", "password=canary"),
            builder => builder.Services.AddRedaction(redaction =>
                redaction.SetRedactor<StarRedactor>(new DataClassificationSet(ConnectorDataClassification.Secret))));
        DemoScopedClient client = await host.ConnectedAsync();

        await FailsAsync("OWN", () => client.PingAsync(Token));

        Assert.Equal("password=***", Assert.Single(host.Events.OfType<ActionFailedEvent>()).ErrorMessage);
    }

    private sealed class StarRedactor : Redactor
    {
        public override int GetRedactedLength(ReadOnlySpan<char> input) => 3;

        public override int Redact(ReadOnlySpan<char> source, Span<char> destination)
        {
            "***".CopyTo(destination);
            return 3;
        }
    }
}
