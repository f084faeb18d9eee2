namespace Igniter.Connectors.Generators.Tests;

public sealed class HookTests
{
    private static readonly string[] NoResult = ["void M({0}) {{ }}", "Task M({0}) => Task.CompletedTask;", "ValueTask M({0}) => default;"];

    public static TheoryData<string, string, string> Hooks { get; } = [.. AllHooks()];

    [Theory]
    [MemberData(nameof(Hooks))]
    public void A_hook_is_emitted_in_every_form_it_may_have(string attribute, string property, string method)
    {
        Generated generated = Generated.From(Connector($"[{attribute}] {method}"));

        Assert.Contains($"{property} = static ", generated.Text, StringComparison.Ordinal);
        Assert.Empty(Problems.Of(Connector($"[{attribute}] {method}")));
    }

    [Theory]
    [InlineData("OnValidate", "int M() => 1;")]
    [InlineData("OnValidate", "void M(string text) { }")]
    [InlineData("OnValidate", "void M(Uri url) { }")]
    [InlineData("OnValidate", "void M(ref Config config) { }")]
    [InlineData("OnValidate", "void M<T>() { }")]
    [InlineData("OnContext", "void M() { }")]
    [InlineData("OnContext", "Task M() => Task.CompletedTask;")]
    [InlineData("OnContext", "string M(string again) => again;")]
    [InlineData("OnConnect", "void M(ConnectorContext<string> context) { }")]
    [InlineData("TestConnection", "Task<int> M() => Task.FromResult(1);")]
    [InlineData("TestConnection", "Task M(int input) => Task.CompletedTask;")]
    [InlineData("DefaultConfig", "Config M() => new();")]
    [InlineData("DefaultConfig", "static string M() => \"\";")]
    [InlineData("DefaultConfig", "static Config M(Config config) => config;")]
    [InlineData("OnUpgrade", "static Config M(string stored) => new();")]
    [InlineData("VerifyWebhook", "void M(WebhookRequest request) { }")]
    [InlineData("Webhook", "int M() => 1;")]
    [InlineData("Webhook", "void M(string one, string two) { }")]
    [InlineData("Webhook", "void M(WebhookContext<string> context) { }")]
    public void A_hook_that_cannot_be_called_is_a_problem_and_the_rest_stands(string attribute, string method)
    {
        string source = Connector($"[{attribute}] public {method} [Action] public Task DoAsync() => Task.CompletedTask;");

        Assert.Equal(["IGN0503"], Problems.Of(source).Select(problem => problem.Rule));
        Assert.Empty(Generated.FromFaulty(source).GeneratedDiagnostics);
    }

    [Fact]
    public void A_second_hook_of_a_kind_is_a_problem()
    {
        string source = Connector("[OnValidate] void One() { } [OnValidate] void Two() { }");

        Problem problem = Assert.Single(Problems.Of(source));
        Assert.Equal(("IGN0503", "M:Acme.XConnector.Two"), (problem.Rule, problem.Symbol));
        Generated.From(source);
    }

    [Theory]
    [InlineData("public XConnector(IFormatProvider services) { }")]
    [InlineData("public XConnector(IServiceProvider services) { }")]
    [InlineData("[Action] public Task DoAsync([Service] IFormatProvider format) => Task.CompletedTask;")]
    [InlineData("[OnContext] object M([Service] IFormatProvider format) => format;")]
    [InlineData("[Webhook] void M([Service] IFormatProvider format) { }")]
    [InlineData("[DefaultConfig] static Config M(IServiceProvider services) => new();")]
    [InlineData("public sealed class Own : System.ComponentModel.DataAnnotations.ValidationAttribute; [Action] public Task DoAsync([Own] string text) => Task.CompletedTask;")]
    [InlineData("public sealed class Item : System.ComponentModel.DataAnnotations.IValidatableObject { public IEnumerable<System.ComponentModel.DataAnnotations.ValidationResult> Validate(System.ComponentModel.DataAnnotations.ValidationContext context) => []; } [Action] public Task DoAsync(Item item) => Task.CompletedTask;")]
    public void What_is_given_services_says_so(string member) =>
        Assert.Contains("UsesServices = true,", Generated.From(Connector(member)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("public XConnector(HttpClient http, IHttpClientFactory factory) { }")]
    [InlineData("[Action] public Task DoAsync([System.ComponentModel.DataAnnotations.MaxLength(3)] string text, ConnectorContext<Config> context) => Task.CompletedTask;")]
    [InlineData("[DefaultConfig] static Config M() => new();")]
    public void What_is_given_no_services_leads_to_no_container(string member) =>
        Assert.DoesNotContain("UsesServices", Generated.From(Connector(member)).Text, StringComparison.Ordinal);

    [Fact]
    public void Parameters_come_in_any_order()
    {
        Generated generated = Generated.From(Connector(
            "[OnConnect] Task M(CancellationToken token, Uri? url, ConnectorContext<Config> context, Config config) => Task.CompletedTask;"));

        Assert.Contains(
            "M(call.CancellationToken, webhookUrl!, call.GetContext<global::Acme.XConnector.Config>(), (global::Acme.XConnector.Config)call.Config!)",
            generated.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_OnContext_makes_goes_to_actions_webhooks_and_the_test()
    {
        Generated generated = Generated.From(Connector("""
            public sealed class Api;
            [OnContext] private static async ValueTask<Api?> MakeAsync(CancellationToken token) { await Task.Yield(); return new(); }
            [Action] public Task OneAsync(Api api) => Task.CompletedTask;
            [Action] public Task TwoAsync() => Task.CompletedTask;
            [Webhook] private void On(Api api) { }
            [TestConnection] private void Test(Api api) { }
            """));

        Assert.Contains("OnContext = static async call => (await global::Acme.XConnector.MakeAsync(call.CancellationToken).ConfigureAwait(false))!", generated.Text, StringComparison.Ordinal);
        Assert.Equal(2, generated.Text.Split("UsesContext = true,").Length - 2);
        Assert.Contains("TestUsesContext = true,", generated.Text, StringComparison.Ordinal);
        Assert.Equal(3, generated.Text.Split("(global::Acme.XConnector.Api)call.State!").Length - 1);
    }

    [Fact]
    public void A_webhook_is_data_and_handlers()
    {
        Generated generated = Generated.From("""
            using System.Text.Json;
            using Igniter.Connectors;
            namespace Acme;
            [Connector("x")]
            [WebhookEndpoint(Signature = WebhookSignature.None, Secret = nameof(BaseConfig.Secret), EventTypeHeader = "X-Event", DeliveryIdMember = "a.b")]
            [HmacSignature(Header = "X-Sig", Algorithm = HmacAlgorithm.Sha512, Encoding = HmacEncoding.Base64, Prefix = "v1=", ToleranceSeconds = 5)]
            public partial class XConnector
            {
                public record BaseConfig { [Encrypted] public string? Secret { get; init; } }
                public sealed record Config : BaseConfig;
                public sealed record Invoice(int Id);
                [Webhook("invoice.paid")] public Task PaidAsync(Invoice invoice, Config config, [Service] IFormatProvider provider, CancellationToken ct) => Task.CompletedTask;
                [Webhook] private void Any(JsonElement body, WebhookContext<Config> context) { }
                [VerifyWebhook] private Task<bool> VerifyAsync(WebhookRequest request, CancellationToken ct) => Task.FromResult(true);
            }
            """);

        Snapshot.Match(generated.Sources.Where(source => source.HintName.StartsWith("Acme.XConnector.", StringComparison.Ordinal))
            .Select(source => (source.HintName, Between(source.SourceText.ToString(), "Webhook = new", "public sealed class XScopedClient"))));
    }

    [Fact]
    public void A_lone_webhook_says_how_it_is_signed()
    {
        Generated generated = Generated.From(Connector(
            "[Webhook(\"created\", Signature = WebhookSignature.Stripe, Secret = nameof(Config.Secret))] public void On() { }"));

        Assert.Contains(
            "Endpoint = new global::Igniter.Connectors.WebhookEndpointAttribute() { Signature = global::Igniter.Connectors.WebhookSignature.Stripe, Secret = \"Secret\" },",
            generated.Text,
            StringComparison.Ordinal);
        Assert.Contains("Secret = static config => ((global::Acme.XConnector.Config)config).Secret,", generated.Text, StringComparison.Ordinal);
        Assert.Contains("EventType = \"created\",", generated.Text, StringComparison.Ordinal);
        Assert.Contains("WebhookHandlerDefinition<global::Igniter.Connectors.Descriptors.NoValue>()", generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void OAuth_is_data()
    {
        Generated generated = Generated.From("""
            using Igniter.Connectors;
            namespace Acme;
            [Connector("x")]
            [OAuth2(OAuthProvider.GitHub, Scopes = ["repo", "a\"b"], Pkce = OAuthPkce.None, DefaultLifetimeSeconds = -1, Issuer = null)]
            public partial class XConnector
            {
                [Action, RequiresScope("repo"), RequiresScope("gist")] public Task DoAsync() => Task.CompletedTask;
            }
            """);

        Assert.Contains(
            "OAuth = new global::Igniter.Connectors.OAuth2Attribute(global::Igniter.Connectors.OAuthProvider.GitHub) { Scopes = new string[] { \"repo\", \"a\\\"b\" }, "
            + "Pkce = global::Igniter.Connectors.OAuthPkce.None, DefaultLifetimeSeconds = -1, Issuer = null! },",
            generated.Text,
            StringComparison.Ordinal);
        Assert.Contains("RequiredScopes = new string[] { \"repo\", \"gist\" },", generated.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<TheoryDataRow<string, string, string>> AllHooks()
    {
        foreach ((string attribute, string property, string parameters) in new[]
        {
            ("OnValidate", "OnValidate", "CancellationToken token, ConnectorContext context, Config config"),
            ("OnConnect", "OnConnect", "Uri? webhookUrl, ConnectorContext<Config> context"),
            ("OnDisconnect", "OnDisconnect", "ConnectorContext<Config> context, Uri webhookUrl"),
            ("TestConnection", "Test", "ConnectorContext<Config> context, Config config, CancellationToken token"),
        })
        {
            foreach (string form in NoResult)
            {
                yield return new(attribute, property, "private " + string.Format(null, form, parameters));
                yield return new(attribute, property, "protected virtual " + string.Format(null, form, ""));
            }
        }

        foreach ((string attribute, string property, string modifiers, string parameters, string type, string value) in new[]
        {
            ("OnContext", "OnContext", "private", "CancellationToken token, ConnectorContext<Config> context, Config config", "string", "\"\""),
            ("OnContext", "OnContext", "public", "", "int", "1"),
            ("DefaultConfig", "DefaultConfig", "private static", "IServiceProvider services", "Config", "new()"),
            ("DefaultConfig", "DefaultConfig", "public static", "", "Config", "new()"),
            ("OnUpgrade", "OnUpgrade", "private static", "System.Text.Json.JsonElement stored", "Config", "new()"),
        })
        {
            yield return new(attribute, property, $"{modifiers} {type} M({parameters}) => {value};");
            yield return new(attribute, property, $"{modifiers} async Task<{type}> M({parameters}) {{ await Task.Yield(); return {value}; }}");
            yield return new(attribute, property, $"{modifiers} async ValueTask<{type}> M({parameters}) {{ await Task.Yield(); return {value}; }}");
        }

        foreach (string form in new[] { "bool M({0}) => true;", "Task<bool> M({0}) => Task.FromResult(true);", "ValueTask<bool> M({0}) => new(true);" })
        {
            yield return new("VerifyWebhook", "Verify", $"private {string.Format(null, form, "Config config, WebhookRequest request, CancellationToken token")} [Webhook] void On() {{ }}");
        }

        foreach (string form in NoResult)
        {
            yield return new("Webhook", "Invoke", $"private {string.Format(null, form, "string payload, WebhookContext<Config> context")}");
        }
    }

    private static string Connector(string members) => $$"""
        using Igniter.Connectors;
        namespace Acme;
        [Connector("x")]
        public partial class XConnector
        {
            public sealed partial record Config { [Encrypted] public string? Secret { get; init; } }
            {{members}}
        }
        """;

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal);
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
