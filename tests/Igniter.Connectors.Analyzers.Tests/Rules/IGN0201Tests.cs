namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0201Tests
{
    [Theory]
    [InlineData("string", "Secret")]
    [InlineData("string", "WebhookSecret")]
    [InlineData("string", "Password")]
    [InlineData("string", "UserPassword2")]
    [InlineData("string", "Passphrase")]
    [InlineData("string", "BotToken")]
    [InlineData("string", "ApiKey")]
    [InlineData("string", "APIKey")]
    [InlineData("string", "api_key")]
    [InlineData("string", "PrivateKey")]
    [InlineData("byte[]", "PrivateKey")]
    [InlineData("string", "Credential")]
    [InlineData("string[]", "Tokens")]
    [InlineData("Uri", "SecretToken")]
    [InlineData("int", "Password")]
    [InlineData("string", "SigningKey")]
    [InlineData("byte[]", "SigningKey")]
    [InlineData("string", "SignatureKey")]
    [InlineData("string", "WebhookKey")]
    [InlineData("string", "HmacKey")]
    [InlineData("string", "SecretKey")]
    [InlineData("string", "secret_key")]
    [InlineData("string", "AccessKey")]
    [InlineData("string", "SharedAccessKey")]
    [InlineData("string", "SharedKey")]
    [InlineData("string", "AccountKey1")]
    [InlineData("string", "SubscriptionKey")]
    [InlineData("string", "LicenseKey")]
    [InlineData("string", "AuthKey")]
    [InlineData("string", "MasterKey")]
    [InlineData("string[]", "EncryptionKeys")]
    [InlineData("string", "DecryptionKey")]
    [InlineData("string", "ConnectionString")]
    [InlineData("string", "Passcode")]
    [InlineData("string", "DbPwd")]
    [InlineData("string", "PublicToken")]
    public Task A_property_of_a_configuration_that_is_named_like_a_secret_is_reported_at_its_name(string type, string name) => Rule.VerifyAsync($$"""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed partial record Config
            {
                public required {{type}} {|IGN0201:{{name}}|} { get; init; }
            }
        }
        """);

    [Theory]
    [InlineData("int", "TokenCount")]
    [InlineData("string", "Keyboard")]
    [InlineData("string", "TokenType")]
    [InlineData("string", "SecretaryName")]
    [InlineData("string", "PublicKey")]
    [InlineData("string", "PublicEncryptionKey")]
    [InlineData("string[]", "public_signing_keys")]
    [InlineData("string", "PublishableKey")]
    [InlineData("string", "AccessKeyId")]
    [InlineData("string", "SigningKeyVersion")]
    [InlineData("string", "KeyId")]
    [InlineData("string", "Key")]
    [InlineData("string", "HostKey")]
    [InlineData("string", "IdempotencyKey")]
    [InlineData("string", "PartitionKey")]
    [InlineData("string", "RoutingKey")]
    [InlineData("string", "MapPin")]
    [InlineData("string", "Format")]
    [InlineData("string", "ConnectionStringName")]
    [InlineData("bool", "HasPassword")]
    [InlineData("bool?", "RequiresToken")]
    [InlineData("int", "MaxTokens")]
    [InlineData("DayOfWeek", "Token")]
    public Task A_property_that_is_named_otherwise_or_holds_no_secret_stays_quiet(string type, string name) => Rule.VerifyAsync($$"""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed partial record Config
            {
                public required {{type}} {{name}} { get; init; }
            }
        }
        """);

    [Fact]
    public Task Positional_inputs_outputs_payloads_and_what_is_in_them_count() => Rule.VerifyAsync("""
        public sealed record Input(string {|IGN0201:ApiKey|});

        public sealed record Output(List<Part> Parts);

        public class Base
        {
            public string? {|IGN0201:Token|} { get; set; }
        }

        public sealed class Part : Base;

        public sealed record Payload(Dictionary<string, Inner> Map);

        public record struct Inner(string {|IGN0201:Secret|});

        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task<Output> SendAsync(Input input, CancellationToken cancellationToken) => Task.FromResult(new Output([]));

            [Webhook(Signature = WebhookSignature.None)]
            public Task OnEventAsync(Payload payload) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_type_that_two_connectors_share_is_reported_once() => Rule.VerifyAsync("""
        public sealed record Shared(string {|IGN0201:Token|});

        [Connector("one", Config = typeof(Shared))]
        public sealed partial class OneConnector;

        [Connector("two", Config = typeof(Shared))]
        public sealed partial class TwoConnector;
        """);

    [Fact]
    public Task Marked_properties_parameters_and_other_types_stay_quiet() => Rule.VerifyAsync("""
        using Microsoft.Extensions.Compliance.Classification;

        public sealed class PrivateAttribute() : DataClassificationAttribute(new DataClassification("demo", "private"));

        public sealed partial record Credentials(string User, [Encrypted] string Value);

        public sealed record Unrelated(string Token);

        [System.Text.Json.Serialization.JsonDerivedType(typeof(ByKey), "key")]
        public abstract class Credential;

        public sealed class ByKey : Credential { [Encrypted] public string Key { get; set; } = ""; }

        public abstract partial record Base { [Encrypted] public virtual string? BaseToken { get; init; } }

        [Connector("demo")]
        public sealed partial class DemoConnector(HttpClient http)
        {
            public sealed partial record Config([Encrypted] string Token, [property: Encrypted] string Secret) : Base
            {
                // What overrides a secret is one.
                public override string? BaseToken { get; init; }

                public Credential? OwnCredential { get; init; }

                [Sensitive] public string? Password { get; init; }

                [Private] public string? ApiKey { get; init; }

                // What is in it says itself what is secret.
                public Credentials? Credentials { get; init; }

                [Encrypted] public Hidden? Keys { get; init; }

                public static string DefaultToken => "";

                private string? OldToken { get; init; }

                public override string ToString() => $"{OldToken}{DefaultToken}";
            }

            public sealed record Hidden(string Secret);

            public string Token { get; } = $"{http}";

            [Action]
            public Task SendAsync(string token, string apiKey, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);
}
