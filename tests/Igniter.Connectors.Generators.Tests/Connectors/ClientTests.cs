using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators.Tests;

public sealed class ClientTests
{
    [Fact]
    public void Input_comes_in_the_users_order_and_the_token_last_under_the_users_name() => AssertSignature(
        "Task<int> AddAsync(int left, int? right = null, CancellationToken ct = default)",
        "public Task<int> AddAsync(CancellationToken ct, int left, int? right) => Task.FromResult(left + right ?? 0);");

    [Fact]
    public void A_method_without_a_token_gets_one() => AssertSignature(
        "Task PingAsync(CancellationToken cancellationToken = default)",
        "public Task PingAsync() => Task.CompletedTask;");

    [Fact]
    public void The_token_avoids_an_input_of_its_name() => AssertSignature(
        "Task PingAsync(string cancellationToken, CancellationToken cancellationToken2 = default)",
        "public Task PingAsync(string cancellationToken) => Task.CompletedTask;");

    [Fact]
    public void What_the_runtime_supplies_is_left_out() => AssertSignature(
        "Task<string> GetAllAsync(int id, CancellationToken cancellationToken = default)",
        """
        public sealed record Config { public required string Key { get; init; } }
        [OnContext] private Api Make(Config config) => new();
        public sealed class Api;
        [Action] public Task<string> GetAllAsync(
            ConnectorContext<Config> full, Api api, int id, Config config, ConnectorContext context, [Service] IServiceProvider services)
            => Task.FromResult("");
        """);

    [Theory]
    [InlineData("string? a, int? b", "string? a = null, int? b = null")]
    [InlineData("string? a, int b", "string? a, int b")]
    [InlineData("int a, string? b, int c = 3", "int a, string? b = null, int c = 3")]
    [InlineData("string? a, int b, string? c", "string? a, int b, string? c = null")]
    [InlineData("List<string?>? a", "List<string?>? a = null")]
    public void A_nullable_parameter_is_optional_where_all_later_ones_are(string declared, string expected) => AssertSignature(
        $"Task DoAsync({expected}, CancellationToken cancellationToken = default)",
        $"public Task DoAsync({declared}) => Task.CompletedTask;");

    [Theory]
    [InlineData("int a = -5", "int a = -5")]
    [InlineData("long a = long.MinValue", "long a = -9223372036854775808")]
    [InlineData("ulong a = ulong.MaxValue", "ulong a = 18446744073709551615")]
    [InlineData("double a = 0.1", "double a = 0.1")]
    [InlineData("double a = double.NaN", "double a = NaN")]
    [InlineData("float a = float.PositiveInfinity", "float a = Infinity")]
    [InlineData("decimal a = 1.50m", "decimal a = 1.50")]
    [InlineData("bool a = true", "bool a = true")]
    [InlineData("char a = '\\''", "char a = '\\''")]
    [InlineData("string a = \"q\\\"\\n\\\\\"", "string a = \"q\\\"\\n\\\\\"")]
    [InlineData("string a = null!", "string a = null")]
    [InlineData("DayOfWeek a = DayOfWeek.Friday", "DayOfWeek a = Friday")]
    [InlineData("DayOfWeek? a = DayOfWeek.Friday", "DayOfWeek? a = Friday")]
    [InlineData("DateTimeOffset a = default", "DateTimeOffset a = default")]
    [InlineData("Guid? a = null", "Guid? a = null")]
    [InlineData("byte a = 255", "byte a = 255")]
    public void Defaults_are_the_users(string declared, string expected) => AssertSignature(
        $"Task DoAsync({expected}, CancellationToken cancellationToken = default)",
        $"public Task DoAsync({declared}) => Task.CompletedTask;");

    [Theory]
    [InlineData("Task", "=> Task.CompletedTask")]
    [InlineData("ValueTask", "=> default")]
    [InlineData("Task<int>", "=> Task.FromResult(1)")]
    [InlineData("ValueTask<int>", "=> new(1)")]
    [InlineData("Task<string?>", "=> Task.FromResult<string?>(null)")]
    [InlineData("ValueTask<List<string?>?>", "=> new((List<string?>?)null)")]
    [InlineData("Task<int?>", "=> Task.FromResult<int?>(1)")]
    [InlineData("Task<int[]>", "=> Task.FromResult<int[]>([])")]
    [InlineData("Task<Dictionary<string, int?>>", "=> Task.FromResult<Dictionary<string, int?>>([])")]
    [InlineData("IAsyncEnumerable<int>", "{ await Task.Yield(); yield return 1; }", "async ")]
    [InlineData("IAsyncEnumerable<string?>", "{ await Task.Yield(); yield return null; }", "async ")]
    public void The_return_type_is_the_users(string type, string body, string modifier = "") => AssertSignature(
        $"{type} DoAsync(CancellationToken cancellationToken = default)",
        $"public {modifier}{type} DoAsync() {body}{(body.StartsWith("=>", StringComparison.Ordinal) ? ";" : "")}");

    [Fact]
    public void Keywords_are_names() => AssertSignature(
        "Task @event(string @class, int? await = null, CancellationToken @default = default)",
        "public Task @event(string @class, int? @await, CancellationToken @default) => Task.CompletedTask;");

    [Fact]
    public void An_Async_suffix_stays_as_the_user_wrote_it() => AssertSignature(
        "Task Do(CancellationToken cancellationToken = default)",
        "public Task Do() => Task.CompletedTask;");

    [Fact]
    public void Overloads_with_keys_of_their_own_are_overloads_of_the_client()
    {
        Generated generated = Generated.From(Connector("""
            [Action] public Task SendAsync(string text) => Task.CompletedTask;
            [Action("sendNumber")] public Task SendAsync(int number) => Task.CompletedTask;
            """));

        Assert.Equal(2, generated.Type("Acme.XScopedClient").GetMembers("SendAsync").Length);
        Assert.Contains("Key = \"sendNumber\"", generated.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InvokeAsync")]
    [InlineData("StreamAsync")]
    public void A_method_may_be_named_like_a_protected_one_of_the_client(string name)
    {
        Generated generated = Generated.From(Connector($$"""
            [Action] public Task<int> {{name}}(int a) => Task.FromResult(a);
            [Action] public async IAsyncEnumerable<int> ListAsync() { await Task.Yield(); yield return 1; }
            """));

        Assert.Single(generated.Type("Acme.XScopedClient").GetMembers(name));
    }

    [Fact]
    public void The_client_of_a_connector_with_configuration_derives_from_the_typed_one()
    {
        INamedTypeSymbol client = Generated.From(Connector("public sealed class Config;")).Type("Acme.XScopedClient");

        Assert.Equal("ScopedClient<Config>", Signature.Of(client.BaseType!));
        Assert.DoesNotContain("ConnectAsync", client.MemberNames);
    }

    [Fact]
    public void A_connector_without_configuration_connects_without_one()
    {
        Generated generated = Generated.From(Connector(""));

        Assert.Equal(
            "Task<ConnectionResult> ConnectAsync(ConnectMode mode = Upsert, CancellationToken cancellationToken = default)",
            Signature.Of(generated.Method("Acme.XScopedClient", "ConnectAsync")));
    }

    [Fact]
    public void The_configuration_can_be_any_type_that_is_named()
    {
        INamedTypeSymbol client = Generated.From("""
            using Igniter.Connectors;
            namespace Acme;
            public struct Settings { public int A { get; set; } }
            [Connector("x", Config = typeof(Settings))]
            public partial class XConnector
            {
                [Action] public Task DoAsync(Settings settings, ConnectorContext<Settings> context) => Task.CompletedTask;
                [OnValidate] public void Check(Settings settings) { }
            }
            """).Type("Acme.XScopedClient");

        Assert.Equal("ScopedClient<Settings>", Signature.Of(client.BaseType!));
    }

    [Fact]
    public void Named_gives_the_same_client() => Assert.Equal(
        "XScopedClient Named(string name)",
        Signature.Of(Generated.From(Connector("")).Method("Acme.XScopedClient", "Named")));

    [Theory]
    [InlineData("[TestConnection] public Task PingAsync(ConnectorContext context) => Task.CompletedTask;", 1)]
    [InlineData("", 0)]
    public void TestAsync_is_there_for_a_connector_with_a_test(string member, int count)
    {
        Generated generated = Generated.From(Connector(member));

        Assert.Equal(count, generated.Type("Acme.XScopedClient").GetMembers("TestAsync").Length);
        Assert.Equal(count, generated.Type("Acme.XUnscopedClient").GetMembers("TestAsync").Length);
    }

    [Theory]
    [InlineData("public", "public", Accessibility.Public)]
    [InlineData("internal", "public", Accessibility.Internal)]
    [InlineData("public", "internal", Accessibility.Internal)]
    public void The_clients_accessibility_is_the_least_of_connector_and_configuration(string connector, string config, Accessibility expected) =>
        AssertAccessibility(expected, $$"""
            using Igniter.Connectors;
            namespace Acme;
            [Connector("x")]
            {{connector}} partial class XConnector
            {
                {{config}} class Config;
            }
            """);

    [Theory]
    [InlineData("Task DoAsync(Dictionary<string, Hidden[]> a) => Task.CompletedTask")]
    [InlineData("Task<Hidden> DoAsync() => Task.FromResult(new Hidden())")]
    public void The_clients_accessibility_is_the_least_of_inputs_and_results(string method) =>
        AssertAccessibility(Accessibility.Internal, $$"""
            using Igniter.Connectors;
            namespace Acme;
            internal sealed class Hidden;
            [Connector("x")]
            public partial class XConnector
            {
                [Action] internal {{method}};
            }
            """);

    [Fact]
    public void What_the_runtime_supplies_does_not_matter_to_the_clients_accessibility() =>
        AssertAccessibility(Accessibility.Public, """
            using Igniter.Connectors;
            namespace Acme;
            internal sealed class Hidden;
            [Connector("x")]
            public partial class XConnector
            {
                [Action] internal Task DoAsync([Service] Hidden hidden) => Task.CompletedTask;
            }
            """);

    [Fact]
    public void Scopes_and_managers_get_a_property_named_without_the_suffix()
    {
        // It compiles only if both are found by whoever sees the types, under the class's name without its suffix.
        Generated.From(Connector("[Action] public Task<int> OneAsync() => Task.FromResult(1);"), """
            using Igniter.Connectors;
            internal static class Use
            {
                public static Task<int> Of(ConnectorScope scope, CancellationToken token) => scope.X.Named("second").OneAsync(token);
                public static Task<int> Of(ConnectorManager manager) => manager.X.OneAsync();
            }
            """);
    }

    [Fact]
    public void An_obsolete_method_makes_the_clients_one_obsolete_and_no_warning()
    {
        Generated generated = Generated.From(Connector("""
            [Action, Obsolete("Use another.")] public Task DoAsync(Old? old) => Task.CompletedTask;
            [Action, Obsolete] public Task BeAsync() => Task.CompletedTask;
            public sealed class Old { [Obsolete] public int A { get; set; } }
            """));

        Assert.Equal("ObsoleteAttribute", Assert.Single(generated.Method("Acme.XScopedClient", "DoAsync").GetAttributes()).AttributeClass!.Name);
        Assert.Equal("ObsoleteAttribute", Assert.Single(generated.Method("Acme.XScopedClient", "BeAsync").GetAttributes()).AttributeClass!.Name);
    }

    /// <summary>Checks the client method of the only action.</summary>
    private static void AssertSignature(string expected, string members)
    {
        Generated generated = Generated.From(Connector(members.Contains("[Action]", StringComparison.Ordinal) ? members : "[Action] " + members));

        string name = expected.Split('(')[0].Split(' ')[^1].TrimStart('@');
        Assert.Equal(expected, Signature.Of(generated.Method("Acme.XScopedClient", name)));
        Assert.Equal(expected, Signature.Of(generated.Method("Acme.XUnscopedClient", name)));
    }

    private static void AssertAccessibility(Accessibility expected, string source)
    {
        Generated generated = Generated.From(source);

        Assert.Equal(expected, generated.Type("Acme.XScopedClient").DeclaredAccessibility);
        Assert.Equal(expected, generated.Type("Acme.XUnscopedClient").DeclaredAccessibility);
    }

    private static string Connector(string members) => $$"""
        using Igniter.Connectors;
        namespace Acme;
        [Connector("x")]
        public sealed partial class XConnector
        {
            {{members}}
        }
        """;
}
