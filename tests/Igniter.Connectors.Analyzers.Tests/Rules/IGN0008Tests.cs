namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0008Tests
{
    [Theory]
    [InlineData("Organization")]
    [InlineData("")]
    [InlineData("my org")]
    public Task A_key_of_another_form_is_reported_at_the_argument(string key) =>
        Rule.VerifyAsync($"[assembly: ConnectorScope({{|IGN0008:\"{key}\"|}}, RequiresIdentity = false)]");

    [Fact]
    public Task A_key_that_is_declared_twice_is_reported_the_second_time() => Rule.VerifyAsync("""
        [assembly: ConnectorScope("organization")]
        [assembly: ConnectorScope({|IGN0008:"organization"|})]
        """);

    [Fact]
    public Task Two_keys_with_one_method_name_are_reported() => Rule.VerifyAsync("""
        [assembly: ConnectorScope("sub_account"), ConnectorScope({|IGN0008:"sub-account"|})]
        """);

    [Fact]
    public Task A_method_that_the_manager_has_is_reported() => Rule.VerifyAsync("""
        [assembly: ConnectorScope({|IGN0008:"scope"|})]
        """);

    [Fact]
    public Task A_method_that_is_named_as_a_client_is_reported() => Rule.VerifyAsync("""
        [assembly: ConnectorScope({|IGN0008:"telegram"|})]

        [Connector("demo")]
        public sealed partial class TelegramConnector;
        """);

    [Fact]
    public Task Valid_scopes_stay_quiet() => Rule.VerifyAsync("""
        [assembly: ConnectorScope("organization")]
        [assembly: ConnectorScope("user")]
        [assembly: ConnectorScope("sub_account", RequiresIdentity = false)]
        [assembly: System.Reflection.AssemblyTitle("Organization")]
        """);

    [Fact]
    public Task Half_an_attribute_throws_nothing() => Rule.VerifyBrokenAsync("""
        [assembly: ConnectorScope(]
        [assembly: ConnectorScope(null)]
        [assembly: ConnectorScope("a", ]
        """);
}
