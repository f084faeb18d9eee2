namespace Igniter.Connectors.Analyzers.Tests;

/// <summary>Declarations with one mistake each, and calls that compile all the same.</summary>
internal static class Cascades
{
    private const string Send = "int sent = await scoped.Demo.SendAsync(\"a\"); sent = await connectors.Demo.SendAsync(\"a\");";

    private const string Action = """
        [Action]
        public Task<int> SendAsync(string text, CancellationToken cancellationToken) => Task.FromResult(text.Length);
        """;

    /// <summary>A name, the declaration with the mistake marked, and the calls.</summary>
    public static IEnumerable<(string, string, string)> All => [.. OfClasses, .. OfConfigurations, .. OfActions, .. OfMembers, .. OfOAuth, .. OfWebhooks];

    private static IEnumerable<(string, string, string)> OfClasses =>
    [
        ("not partial", $$"""[Connector("demo")] public sealed class {|IGN0001:DemoConnector|} { {{Action}} }""", Send),
        ("in a type that isn't partial", $$"""
            public static class {|IGN0001:Outer|}
            {
                [Connector("demo")]
                public sealed partial class DemoConnector
                {
                    public sealed partial record Config([Encrypted] string Key);

                    {{Action}}
                }
            }
            """, Send + "await scoped.Demo.ConnectAsync(new(\"a\"));"),
        ("key", $$"""[Connector({|IGN0002:"Demo Bot"|})] public sealed partial class DemoConnector { {{Action}} }""", Send),
        ("two of a key", $$"""
            [Connector("demo")] public sealed partial class DemoConnector { {{Action}} }
            [Connector({|IGN0003:"demo"|})] public sealed partial class OtherConnector { {{Action}} }
            """, Send + "await scoped.Other.SendAsync(\"a\");"),
        ("abstract", $$"""[Connector("demo")] public abstract partial class {|IGN0006:DemoConnector|} { {{Action}} }""", Send),
        ("static", """
            [Connector("demo")]
            public static partial class {|IGN0006:DemoConnector|}
            {
                [Action] public static Task<int> SendAsync(string text, CancellationToken cancellationToken) => Task.FromResult(text.Length);
            }
            """, Send),
        ("generic", $$"""
            [Connector("demo")]
            public partial class {|IGN0006:DemoConnector|}<T>
            {
                public sealed record Config(T Key);

                public sealed record Other;

                {{Action}}

                [Action] public Task PushAsync(T text, CancellationToken cancellationToken) => Task.CompletedTask;

                [Action] public Task PopAsync(Other other, CancellationToken cancellationToken) => Task.CompletedTask;
            }
            """, Send),
        ("private", $$"""public static partial class Outer { [Connector("demo")] private sealed partial class {|IGN0006:DemoConnector|} { {{Action}} } }""", Send),
        ("file-local", $$"""[Connector("demo")] file sealed partial class {|IGN0006:DemoConnector|} { {{Action}} }""", Send),
        ("a constructor that takes a text", $$"""
            [Connector("demo")]
            public sealed partial class DemoConnector(string {|IGN0006:host|}) { public string Host => host; {{Action}} }
            """, Send),
        ("a constructor that can't be called", $$"""
            [Connector("demo")] public sealed partial class {|IGN0006:DemoConnector|} { public DemoConnector(out int a) => a = 1; {{Action}} }
            """, Send),
        ("a required member", $$"""[Connector("demo")] public sealed partial class DemoConnector { public required string {|IGN0006:Host|} { get; init; } {{Action}} }""", Send),
        ("a member of the scope", $$"""[Connector("demo")] public sealed partial class {|IGN0007:IdentityConnector|} { {{Action}} }""", ""),
        ("two clients of a name in one namespace", $$"""
            [Connector("one")] public sealed partial class DemoConnector { {{Action}} }
            [Connector("two")] public sealed partial class {|IGN0007:Demo|} { {{Action}} }
            """, Send),
        ("two clients of a name in one namespace, nested", $$"""
            public partial class One { [Connector("one")] public sealed partial class DemoConnector { {{Action}} } }
            public partial class Two { [Connector("two")] public sealed partial class {|IGN0007:DemoConnector|} { {{Action}} } }
            """, Send),
        ("two clients of a name in two namespaces", $$"""
            namespace One { [Connector("one")] public sealed partial class DemoConnector { {{Action}} } }
            namespace Two { [Connector("two")] public sealed partial class {|IGN0007:DemoConnector|} { {{Action}} } }
            """, ""),
        ("a type that is named as the client", $$"""
            [Connector("demo")] public sealed partial class {|IGN0007:DemoConnector|} { {{Action}} }
            public sealed class DemoScopedClient;
            """, ""),
        ("scope", """
            [assembly: ConnectorScope("organization")]
            [assembly: ConnectorScope({|IGN0008:"organization"|}, RequiresIdentity = false)]
            """, "_ = connectors.Organization(\"a\");"),
    ];

    private static IEnumerable<(string, string, string)> OfConfigurations =>
    [
        ("a record that isn't partial", $$"""
            [Connector("demo")] public sealed partial class DemoConnector { public sealed record {|IGN0004:Config|}([Encrypted] string Key); {{Action}} }
            """, Send + "await scoped.Demo.ConnectAsync(new(\"a\"));"),
        ("abstract", $$"""
            [Connector("demo")]
            public sealed partial class DemoConnector
            {
                public abstract record {|IGN0005:Config|}(string Host);

                [Action] public Task<int> SendAsync(string text, Config config, ConnectorContext<Config> context, CancellationToken cancellationToken) => Task.FromResult(1);

                [OnValidate] public void Validate(Config config) { }
            }
            """, Send),
        ("two constructors", $$"""
            [Connector("demo")]
            public sealed partial class DemoConnector
            {
                public sealed class {|IGN0005:Config|}
                {
                    public Config(string host) => Host = host;

                    public Config(Uri url) => Host = url.Host;

                    public string Host { get; }
                }

                {{Action}}
            }
            """, Send + "await scoped.Demo.ConnectAsync(new DemoConnector.Config(\"a\"));"),
        ("two candidates", """
            public sealed record Settings(string Host);

            [Connector("demo", Config = {|IGN0005:typeof(Settings)|})]
            public sealed partial class DemoConnector
            {
                public sealed record Config(string Host);

                [Action] public Task<int> SendAsync(string text, Config config, ConnectorContext<Config> context, CancellationToken cancellationToken) => Task.FromResult(1);

                [OnContext] public Uri Create(Config config) => new(config.Host);
            }
            """, Send),
        ("no object", $$"""[Connector("demo", Config = {|IGN0005:typeof(string)|})] public sealed partial class DemoConnector { {{Action}} }""", Send),
        ("private", $$"""
            [Connector("demo")]
            public sealed partial class DemoConnector
            {
                private sealed record {|IGN0005:Config|}(string Host);

                [OnValidate] private void Validate(Config config) { }

                {{Action}}
            }
            """, Send),
        ("a member without a contract", $$"""
            [Connector("demo")]
            public sealed partial class DemoConnector { public sealed record Config { public Func<int>? {|IGN0107:Callback|} { get; init; } } {{Action}} }
            """, Send + "await scoped.Demo.ConnectAsync(new());"),
    ];

    private static IEnumerable<(string, string, string)> OfActions =>
    [
        ("value", Demo("[Action] public int {|IGN0101:Send|}(string text, CancellationToken cancellationToken) => text.Length;"), "int sent = await scoped.Demo.Send(\"a\");"),
        ("nothing", Demo("[Action] public void {|IGN0101:Send|}(string text, CancellationToken cancellationToken) { }"), "await scoped.Demo.Send(\"a\");"),
        ("span", Demo("[Action] public ReadOnlySpan<char> {|IGN0101:Send|}(string text, CancellationToken cancellationToken) => text;"), "await scoped.Demo.Send(\"a\");"),
        ("two of a key", Demo("""
            [Action] public Task<int> SendAsync(string text, CancellationToken cancellationToken) => Task.FromResult(1);
            [Action] public Task<int> {|IGN0102:SendAsync|}(int number, CancellationToken cancellationToken) => Task.FromResult(2);
            """), Send + "sent = await scoped.Demo.SendAsync(1);"),
        ("by reference", Demo("[Action] public Task<int> SendAsync(ref string {|IGN0103:text|}, CancellationToken cancellationToken) => Task.FromResult(1);"), Send),
        ("token by reference", Demo("[Action] public Task<int> SendAsync(string text, in CancellationToken {|IGN0103:cancellationToken|}) => Task.FromResult(1);"), Send),
        ("ref struct", Demo("[Action] public Task<int> SendAsync(ReadOnlySpan<char> {|IGN0103:text|}, CancellationToken cancellationToken) => Task.FromResult(1);"), Send),
        ("params", Demo("[Action] public Task SendAsync(CancellationToken cancellationToken, params string[] {|IGN0103:texts|}) => Task.CompletedTask;"), "await scoped.Demo.SendAsync([\"a\"]);"),
        ("pointer", Demo("[Action] public unsafe Task SendAsync(int* {|IGN0103:text|}, CancellationToken cancellationToken) => Task.CompletedTask;"), ""),
        ("another's context", Demo("[Action] public Task<int> SendAsync(string text, ConnectorContext<string> {|IGN0103:context|}, CancellationToken cancellationToken) => Task.FromResult(1);"), Send),
        ("without token", Demo("[Action] public Task<int> {|IGN0104:SendAsync|}(string text) => Task.FromResult(1);"), Send),
        ("a name of the client", Demo("[Action] public Task<int> {|IGN0105:GetAsync|}(string text, CancellationToken cancellationToken) => Task.FromResult(1);"), "await scoped.Demo.GetAsync();"),
        ("static action", Demo("[Action] public static Task<int> {|IGN0106:SendAsync|}(string text, CancellationToken cancellationToken) => Task.FromResult(1);"), Send),
        ("private action", Demo("[Action] private Task<int> {|IGN0106:SendAsync|}(string text, CancellationToken cancellationToken) => Task.FromResult(1);"), Send),
        ("protected action", Demo("[Action] protected Task<int> {|IGN0106:SendAsync|}(string text, CancellationToken cancellationToken) => Task.FromResult(1);"), Send),
        ("private action of a private type", Demo("private sealed class Text; [Action] private Task<int> {|IGN0106:SendAsync|}(Text[] texts, CancellationToken cancellationToken) => Task.FromResult(1);"), ""),
        ("generic action", Demo("[Action] public Task<int> {|IGN0106:SendAsync|}<T>(T text, CancellationToken cancellationToken) => Task.FromResult(1);"), ""),
        ("input without a contract", Demo("[Action] public Task<int> SendAsync(Type {|IGN0107:type|}, CancellationToken cancellationToken) => Task.FromResult(1);"), "int sent = await scoped.Demo.SendAsync(typeof(int));"),
        ("output without a contract", Demo("[Action] public Task<System.IO.Stream> {|IGN0107:ReadAsync|}(CancellationToken cancellationToken) => null!;"), "using System.IO.Stream stream = await scoped.Demo.ReadAsync();"),
    ];

    private static IEnumerable<(string, string, string)> OfMembers =>
    [
        ("unmarked secret", WithConfig("string {|IGN0201:Password|}"), Send),
        ("idle mark", Demo("[{|IGN0202:Encrypted|}] public string Host => \"\";" + Action), Send),
        ("leak", Demo("[Action] public Task<int> SendAsync([Sensitive] string text, CancellationToken cancellationToken) { Console.WriteLine({|IGN0203:text|}); return Task.FromResult(1); }"), Send),
        ("default", WithConfig("[Encrypted] string Key = {|IGN0204:\"abc\"|}"), Send),
        ("misfit", WithConfig("[{|IGN0205:EmailAddress|}] int Host"), Send),
        ("pattern", WithConfig("[RegularExpression({|IGN0206:\"(\"|})] string Host"), Send),
        ("slow pattern", WithConfig("[RegularExpression({|IGN0207:\"(a+)+\"|})] string Host"), Send),
        ("state", Demo("private int {|IGN0501:_count|}; public int Count() => _count++;" + Action), Send),
        ("client", Demo("private readonly HttpClient _http = {|IGN0502:new()|}; public HttpClient Http => _http;" + Action), Send),
        ("test", Demo("[TestConnection] public Task<bool> {|IGN0503:TestAsync|}() => Task.FromResult(true);" + Action), Send + "await scoped.Demo.TestAsync();"),
        ("context", Demo("""
            [OnContext] public Uri Create(string {|IGN0503:host|}) => new(host);
            [Action] public Task<int> SendAsync(string text, Uri url, CancellationToken cancellationToken) => Task.FromResult(1);
            """), Send),
    ];

    private static IEnumerable<(string, string, string)> OfOAuth =>
    [
        ("endpoint", WithOAuth("OAuthProvider.GitHub, TokenEndpoint = {|IGN0301:\"http://a.example\"|}"), Send),
        ("placeholder", WithOAuth("OAuthProvider.GitHub, TokenEndpoint = {|IGN0302:\"https://{Shop}.example\"|}"), Send),
        ("client secret", WithOAuth("OAuthProvider.GitHub, ExtraAuthorizationParameters = [{|IGN0303:\"client_secret=abc\"|}]"), Send),
        ("no PKCE", WithOAuth("OAuthProvider.GitHub, Pkce = {|IGN0304:OAuthPkce.None|}"), Send),
        ("protocol parameter", WithOAuth("OAuthProvider.GitHub, ExtraAuthorizationParameters = [{|IGN0305:\"state=abc\"|}]"), Send),
        ("not declared", Demo("[Action] public Task<int> SendAsync(string text, ConnectorContext context, CancellationToken cancellationToken) => Task.FromResult({|IGN0306:context.OAuth|} is null ? 0 : 1);"), Send),
    ];

    private static IEnumerable<(string, string, string)> OfWebhooks =>
    [
        ("not verified", Demo("[Webhook] public Task {|IGN0401:OnEventAsync|}(string payload) => Task.CompletedTask;" + Action), Send),
        ("two handlers of a type", Demo("""
            [Webhook("a", Signature = WebhookSignature.None)] public Task OnEventAsync(string payload) => Task.CompletedTask;
            [Webhook({|IGN0402:"a"|})] public Task OnEventToo(string payload) => Task.CompletedTask;
            """ + Action), Send),
        ("secret", Demo("""[Webhook(Signature = WebhookSignature.Stripe, Secret = {|IGN0403:"Missing"|})] public Task OnEventAsync(string payload) => Task.CompletedTask;""" + Action), Send),
    ];

    private static string Demo(string members) => $$"""[Connector("demo")] public partial class DemoConnector { {{members}} }""";

    private static string WithConfig(string parameter) => Demo($"public sealed partial record Config({parameter}); {Action}");

    private static string WithOAuth(string arguments) => $"[OAuth2({arguments})] {Demo(Action)}";
}
