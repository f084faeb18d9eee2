namespace Igniter.Connectors.Generators.Tests;

public sealed class DeclarationTests
{
    [Fact]
    public void A_connector_may_be_nested_in_any_partial_type()
    {
        Generated generated = Generated.From("""
            using Igniter.Connectors;
            namespace Acme;
            public static partial class Outer
            {
                internal partial record Second
                {
                    public partial struct Third
                    {
                        public partial interface IFourth
                        {
                            [Connector("x")]
                            public sealed partial class XConnector(HttpClient http)
                            {
                                public sealed record Config(string A);
                                [Action] public Task<string> DoAsync(Config config, int a) => http.GetStringAsync(new Uri(config.A + a));
                            }
                        }
                    }
                }
            }
            internal static class Use
            {
                public static Task<string> Of(ConnectorScope scope) => scope.X.DoAsync(1);
            }
            """);

        generated.Type("Acme.XScopedClient");
    }

    [Fact]
    public void A_connector_may_stand_in_the_global_namespace() => Generated.From("""
        using Igniter.Connectors;
        [Connector("x")]
        public partial class XConnector
        {
            public sealed record Config(string A);
            [Action] public Task DoAsync(Config config) => Task.CompletedTask;
        }
        """).Type("XScopedClient");

    [Fact]
    public void A_connector_may_be_spread_over_files()
    {
        Generated generated = Generated.From(
            """
            using Igniter.Connectors;
            namespace Acme;
            [Connector("x")]
            public partial class XConnector(HttpClient http)
            {
                [Action] public Task<string> OneAsync() => http.GetStringAsync(new Uri("https://acme.test"));
            }
            """,
            """
            using Igniter.Connectors;
            namespace Acme;
            [ConnectorMetadata("a", "b")]
            partial class XConnector
            {
                public partial record Config;
                [Action] public Task TwoAsync(Config config) => Task.CompletedTask;
            }
            """,
            """
            using Igniter.Connectors;
            namespace Acme;
            partial class XConnector
            {
                partial record Config { [Encrypted] public required string Secret { get; init; } }
                [OnValidate] private static void Check(Config config) { }
            }
            """);

        Assert.Equal(2, generated.Type("Acme.XScopedClient").GetMembers().Count(member => member.Name is "OneAsync" or "TwoAsync"));
        Assert.Contains("OnValidate = ", generated.Text, StringComparison.Ordinal);
        Assert.Contains("Metadata = ", generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_may_be_keywords() => Generated.From("""
        using Igniter.Connectors;
        namespace @namespace.@class.@record;
        public partial class @partial
        {
            [Connector("event")]
            public partial class @eventConnector(int @int = 1)
            {
                public partial record Config { [Encrypted] public string? @string { get; init; } public @void @void { get; init; } = new(); }
                public sealed partial record @void { [Sensitive] public int @this { get; init; } }
                [OnContext] private @void @new(Config @operator) => new() { @this = @int };
                [Action] public Task<@void> @return(string @in, @void @out, Config @ref) => Task.FromResult(@out);
                [Action] public Task<@void> @field(string @field, @void? @value, string @required) => Task.FromResult(new @void());
                [Webhook(Secret = "string")] private void @delegate(@void @params, WebhookContext<Config> @base) { }
            }
            internal static class Use
            {
                public static Task<@void?> Of(ConnectorScope scope) => Task.FromResult<@void?>(null);
                public sealed class @void;
                public static @eventScopedClient Client(ConnectorScope scope) => scope.@event;
            }
        }
        """);

    [Fact]
    public void User_types_may_be_named_like_those_of_the_framework() => Generated.From("""
        using Igniter.Connectors;
        namespace Acme
        {
            public class System;
            public class Igniter;
            public class Microsoft;
            public class Task;
            public class ValueTask;
            public class String;
            public class Object;
            public class Exception;
            public class CancellationToken;
            public class Func;
            public class Attribute;
            public class ConnectorDefinition;

            [Connector("x")]
            public partial class XConnector(global::System.Net.Http.HttpClient http)
            {
                public sealed partial record Config([property: Encrypted] string Secret, System System, global::System.Collections.Generic.List<String> Strings);
                [OnContext] private global::System.Threading.Tasks.Task<Object> MakeAsync(Config config) => global::System.Threading.Tasks.Task.FromResult(new Object());
                [Action] public global::System.Threading.Tasks.Task<Task> OneAsync(String @string, Object state, System? system) =>
                    global::System.Threading.Tasks.Task.FromResult(new Task());
                [Action] public async global::System.Threading.Tasks.ValueTask TwoAsync(Exception exception, CancellationToken notAToken) =>
                    await http.GetStringAsync(new global::System.Uri("https://acme.test"));
                [Action] public async global::System.Collections.Generic.IAsyncEnumerable<Task> ThreeAsync() { await global::System.Threading.Tasks.Task.Yield(); yield return new Task(); }
                [Webhook] public void On(ValueTask payload, WebhookContext<Config> context) { }
                [TestConnection] public global::System.Threading.Tasks.Task TestAsync() => global::System.Threading.Tasks.Task.CompletedTask;
            }
        }

        """);

    [Fact]
    public void A_namespace_may_be_named_like_the_SDKs_parts() => Generated.From("""
        using Igniter.Connectors;
        namespace Acme.Igniter.Connectors.System
        {
            [Connector("x")]
            public partial class XConnector
            {
                public sealed partial record Config([property: Encrypted] string Secret);
                [Action] public Task<string> DoAsync(string text, Config config) => Task.FromResult(text);
            }
        }
        """);

    [Fact]
    public void Names_that_differ_in_case_only_are_files_of_their_own()
    {
        Generated generated = Generated.From("""
            using Igniter.Connectors;
            namespace Acme
            {
                [Connector("a")] public partial class XConnector { public partial record Config([property: Encrypted] string A); }
                [Connector("b")] public partial class xConnector { public partial record Config([property: Encrypted] string A); }
            }
            namespace acme
            {
                [Connector("c")] public partial class XConnector { public partial record Config([property: Encrypted] string A); }
            }
            """);

        Assert.Equal(6, generated.Sources.Count(source => source.HintName.Contains("XConnector", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Long_and_foreign_names_give_short_file_names()
    {
        string name = "Größe\u0928\u092E\u0938\u094D\u0924\u0947" + new string('x', 400);

        Generated generated = Generated.From($$"""
            using Igniter.Connectors;
            namespace Acme.{{name}};
            [Connector("x")]
            public partial class {{name}}Connector
            {
                [Action] public Task DoAsync() => Task.CompletedTask;
            }
            """);

        Assert.All(generated.Sources, source => Assert.InRange(source.HintName.Length, 1, 100));
    }

    [Theory]
    [InlineData("public XConnector() { }", "new global::Acme.XConnector()")]
    [InlineData("public XConnector(HttpClient http, IServiceProvider services) { }", "new global::Acme.XConnector(services.CreateHttpClient(), services.Provider)")]
    [InlineData("public XConnector(HttpClient http) { } private XConnector(HttpClient http, IServiceProvider services) { }", "new global::Acme.XConnector(services.CreateHttpClient())")]
    [InlineData("public XConnector(HttpClient http) { } public XConnector(HttpClient http, IServiceProvider services) { }", "new global::Acme.XConnector(services.CreateHttpClient(), services.Provider)")]
    [InlineData("internal XConnector(HttpClient http, IServiceProvider services) { } public XConnector(HttpClient http) { }", "new global::Acme.XConnector(services.CreateHttpClient())")]
    [InlineData("internal XConnector(HttpClient http) { }", "new global::Acme.XConnector(services.CreateHttpClient())")]
    [InlineData("public XConnector(IHttpClientFactory clients) { }", "new global::Acme.XConnector(services.HttpClients)")]
    [InlineData("private XConnector(HttpClient http) { }", "new global::Acme.XConnector(services.CreateHttpClient())")]
    public void The_constructor_is_the_longest_of_the_most_visible_ones(string constructors, string expected)
    {
        Generated generated = Generated.From($$"""
            using Igniter.Connectors;
            namespace Acme;
            [Connector("x")]
            public partial class XConnector { {{constructors}} }
            """);

        Assert.Contains($"Create = static services => {expected},", generated.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IFormatProvider a", "GetRequiredService<global::System.IFormatProvider>(services.Provider)")]
    [InlineData("IFormatProvider? a", "GetService<global::System.IFormatProvider>(services.Provider)!")]
    [InlineData("IFormatProvider? a = null", "GetService<global::System.IFormatProvider>(services.Provider)!")]
    [InlineData("int a = 5", "XConnector(5)")]
    [InlineData("[FromKeyedServices(\"k\")] HttpClient a", "GetRequiredKeyedService<global::System.Net.Http.HttpClient>(services.Provider, \"k\")")]
    [InlineData("[FromKeyedServices(DayOfWeek.Friday)] IFormatProvider? a", "GetKeyedService<global::System.IFormatProvider>(services.Provider, global::System.DayOfWeek.Friday)!")]
    public void The_constructor_is_filled_from_dependency_injection(string parameter, string expected)
    {
        Generated generated = Generated.From($$$"""
            using Igniter.Connectors;
            using Microsoft.Extensions.DependencyInjection;
            namespace Acme;
            [Connector("x")]
            public partial class XConnector({{{parameter}}})
            {
                public override string ToString() => $"{a}";
            }
            """);

        Assert.Contains(expected, generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connector_that_derives_from_another_is_a_connector() => Generated.From("""
        using Igniter.Connectors;
        namespace Acme;
        [Connector("a")]
        public partial class AConnector { [Action] public virtual Task DoAsync() => Task.CompletedTask; }
        [Connector("b")]
        public partial class BConnector : AConnector { [Action] public override Task DoAsync() => Task.CompletedTask; }
        """);

    [Fact]
    public void Code_without_nullable_annotations_is_read() => Generated.From("""
        #nullable disable
        using Igniter.Connectors;
        namespace Acme;
        [Connector("x")]
        public partial class XConnector
        {
            public partial class Config { [Encrypted] public string Secret { get; set; } }
            [OnConnect] public void On(Uri webhookUrl) { }
            [OnContext] public string Make(Config config) => null;
            [Action] public Task<string> DoAsync(string state, List<string> a, ConnectorContext<Config> context) => Task.FromResult<string>(null);
            [Action] public Task<List<string>> ListAsync(Config config) => Task.FromResult<List<string>>(null);
        }
        """);
}
