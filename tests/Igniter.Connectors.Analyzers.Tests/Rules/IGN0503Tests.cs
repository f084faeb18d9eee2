namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0503Tests
{
    [Theory]
    [InlineData("[OnValidate] public bool {|IGN0503:Run|}(Config config) => true;")]
    [InlineData("[OnValidate] public Task<bool> {|IGN0503:Run|}() => Task.FromResult(true);")]
    [InlineData("[OnValidate] public async void {|IGN0503:Run|}() => await Task.Yield();")]
    [InlineData("[OnValidate] public void {|IGN0503:Run|}<T>() { }")]
    [InlineData("[OnValidate] public void Run(string {|IGN0503:text|}) { }")]
    [InlineData("[OnValidate] public void Run(ref Config {|IGN0503:config|}) { }")]
    [InlineData("[OnContext] public void {|IGN0503:Run|}(Config config) { }")]
    [InlineData("[OnConnect] public Task Run(ConnectorContext<string> {|IGN0503:context|}) => Task.CompletedTask;")]
    [InlineData("[OnDisconnect] public Task Run(string {|IGN0503:webhookUrl|}) => Task.CompletedTask;")]
    [InlineData("[TestConnection] public Task<int> {|IGN0503:Run|}() => Task.FromResult(1);")]
    [InlineData("[TestConnection] public Task Run(string {|IGN0503:input|}) => Task.CompletedTask;")]
    [InlineData("[DefaultConfig] public Config {|IGN0503:Run|}() => new(\"\");")]
    [InlineData("[DefaultConfig] public static string {|IGN0503:Run|}() => \"\";")]
    [InlineData("[OnUpgrade] public static Config Run(string {|IGN0503:stored|}) => new(stored);")]
    [InlineData("[VerifyWebhook] public void {|IGN0503:Run|}(WebhookRequest request) { }")]
    [InlineData("[Webhook(Signature = WebhookSignature.None)] public Task<int> {|IGN0503:Run|}(string payload) => Task.FromResult(1);")]
    [InlineData("[Webhook(Signature = WebhookSignature.None)] public Task Run(string payload, string {|IGN0503:other|}) => Task.CompletedTask;")]
    [InlineData("[OnValidate] public void Run() { } [OnValidate] public void {|IGN0503:RunToo|}() { }")]
    public Task A_hook_that_cannot_be_called_or_is_there_twice_is_reported_at_what_is_wrong(string hook) => VerifyAsync(hook);

    [Theory]
    [InlineData("[OnValidate] private async ValueTask Run(CancellationToken token, Config config, ConnectorContext context) => await Task.Yield();")]
    [InlineData("[OnValidate] public static void Run() { }")]
    [InlineData("[OnContext] internal Uri Run(Config config, ConnectorContext<Config> context, CancellationToken token) => new(config.Host);")]
    [InlineData("[OnConnect] public Task Run(Uri? webhookUrl, ConnectorContext<Config> context) => Task.CompletedTask;")]
    [InlineData("[OnDisconnect] public void Run(Uri? webhookUrl) { }")]
    [InlineData("[TestConnection] public Task Run(Config config, [Service] HttpClient http, CancellationToken token) => Task.CompletedTask;")]
    [InlineData("[DefaultConfig] public static Config Run(IServiceProvider services) => new(\"\");")]
    [InlineData("[OnUpgrade] public static Config Run(System.Text.Json.JsonElement stored) => new(\"\");")]
    [InlineData("[VerifyWebhook] public Task<bool> Run(WebhookRequest request, Config config) => Task.FromResult(true);")]
    [InlineData("[Webhook(Signature = WebhookSignature.None)] public Task Run(string payload, WebhookContext<Config> context, CancellationToken token) => Task.CompletedTask;")]
    public Task A_hook_that_can_be_called_stays_quiet(string hook) => VerifyAsync(hook);

    private static Task VerifyAsync(string hook) => Rule.VerifyAsync($$"""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed record Config(string Host);

            {{hook}}
        }
        """);
}
