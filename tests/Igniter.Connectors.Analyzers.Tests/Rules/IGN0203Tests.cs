namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0203Tests
{
    private const string Connector = """
        using Microsoft.Extensions.Logging;
        using System.Diagnostics;
        using System.Text;

        [Connector("demo")]
        public sealed partial class DemoConnector(ILogger<DemoConnector> logger)
        {
            public sealed partial record Config
            {
                [Encrypted] public required string ApiToken { get; init; }
                [Encrypted] public int Pin { get; init; }
                [Encrypted] public Uri? CallbackUrl { get; init; }
                public string Chat { get; init; } = "";
            }

            public sealed record Note(string Text, string Chat);

            private static string Mask(string text) => text.Length > 0 ? "***" : "";

            public void Run(Config config, ILogger plain, Activity activity)
            {
                %BODY%
            }
        }
        """;

    [Theory]
    [InlineData("""logger.LogInformation("{Token}", {|IGN0203:config.ApiToken|});""")]
    [InlineData("""logger.LogInformation("{Chat} {Token}", config.Chat, {|IGN0203:config.ApiToken|});""")]
    [InlineData("""logger.LogInformation({|IGN0203:config.ApiToken|});""")]
    [InlineData("""logger.LogInformation({|IGN0203:$"token {config.ApiToken}"|});""")]
    [InlineData("""logger.LogInformation(message: {|IGN0203:"token " + config.ApiToken + "!"|});""")]
    [InlineData("""logger.LogError(new InvalidOperationException({|IGN0203:config.ApiToken|}), "failed");""")]
    [InlineData("""plain.LogWarning("{Token}", {|IGN0203:config.ApiToken.Trim()|});""")]
    [InlineData("""plain.Log(LogLevel.Information, "{Token}", {|IGN0203:config.ApiToken[..4]|});""")]
    [InlineData("""using (plain.BeginScope("{Token}", {|IGN0203:config.ApiToken|})) { }""")]
    [InlineData("""logger.LogInformation("{Pin}", {|IGN0203:config.Pin|});""")]
    [InlineData("""logger.LogInformation("{Host}", {|IGN0203:config.CallbackUrl?.Host|});""")]
    [InlineData("""logger.LogInformation("{Json}", {|IGN0203:System.Text.Json.JsonSerializer.Serialize(config)|});""")]
    [InlineData("""Console.WriteLine({|IGN0203:config.ApiToken|});""")]
    [InlineData("""Console.Error.WriteLine("{0}", {|IGN0203:config.ApiToken|});""")]
    [InlineData("""Debug.WriteLine({|IGN0203:config.ApiToken|});""")]
    [InlineData("""throw new InvalidOperationException({|IGN0203:$"bad token {config.ApiToken}"|});""")]
    [InlineData("""throw new ConnectorException(ConnectorErrorCodes.ConnectorActionFailed, {|IGN0203:config.ApiToken|});""")]
    [InlineData("""var error = new InvalidOperationException({|IGN0203:config.ApiToken|});""")]
    [InlineData("""var error = new InvalidOperationException("bad"); error.Data["token"] = {|IGN0203:config.ApiToken|};""")]
    [InlineData("""activity.SetTag("token", {|IGN0203:config.ApiToken|});""")]
    [InlineData("""activity?.AddTag("token", {|IGN0203:config.ApiToken|});""")]
    [InlineData("""activity.DisplayName = {|IGN0203:config.ApiToken|};""")]
    [InlineData("""activity.AddEvent(new ActivityEvent({|IGN0203:config.ApiToken|}));""")]
    public Task A_secret_that_gets_out_is_reported_at_the_argument(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("""var token = config.ApiToken; logger.LogInformation("{Token}", {|IGN0203:token|});""")]
    [InlineData("""string text; text = "a"; text += config.ApiToken; logger.LogInformation({|IGN0203:text|});""")]
    [InlineData("""var a = config.ApiToken; var b = $"<{a}>"; var c = "(" + b + ")"; Console.WriteLine({|IGN0203:c|});""")]
    [InlineData("""var token = config.Chat.Length > 3 ? config.ApiToken : "none"; Console.WriteLine({|IGN0203:token|});""")]
    [InlineData("""string? token = null; token ??= config.ApiToken; Console.WriteLine({|IGN0203:token|});""")]
    [InlineData("""var token = config.Chat switch { "a" => config.ApiToken, _ => "" }; Console.WriteLine({|IGN0203:token|});""")]
    [InlineData("""if (config.ApiToken is { Length: > 3 } token) { Console.WriteLine({|IGN0203:token|}); }""")]
    [InlineData("""if (config is { ApiToken: var token }) { Console.WriteLine({|IGN0203:token|}); }""")]
    [InlineData("""var (token, chat) = (config.ApiToken, config.Chat); Console.WriteLine(chat); Console.WriteLine({|IGN0203:token|});""")]
    [InlineData("""var pair = (Token: config.ApiToken, config.Chat); Console.WriteLine(pair.Chat); Console.WriteLine({|IGN0203:pair.Token|}); Console.WriteLine({|IGN0203:pair|});""")]
    [InlineData("""string[] all = ["a", config.ApiToken]; Console.WriteLine({|IGN0203:string.Join(",", all)|}); Console.WriteLine({|IGN0203:all[0]|});""")]
    [InlineData("""var text = new StringBuilder(); text.Append("a").Append(1); text.Append(config.ApiToken); Console.WriteLine({|IGN0203:text.ToString()|});""")]
    [InlineData("""var url = new Uri($"https://api.example/bot{config.ApiToken}/send"); Console.WriteLine({|IGN0203:url|});""")]
    [InlineData("""foreach (var part in config.ApiToken.Split(':')) { Console.WriteLine({|IGN0203:part|}); }""")]
    [InlineData("""string last = ""; for (int i = 0; i < 2; i++) { Console.WriteLine({|IGN0203:last|}); last = config.ApiToken; }""")]
    [InlineData("""string token = ""; try { token = config.ApiToken; Mask(token); } catch (Exception) { Console.WriteLine({|IGN0203:token|}); }""")]
    [InlineData("""string token = ""; try { token = config.ApiToken; } finally { Console.WriteLine({|IGN0203:token|}); }""")]
    [InlineData("""var token = config.ApiToken; Action log = () => Console.WriteLine({|IGN0203:token|}); log();""")]
    [InlineData("""try { Action log = () => Console.WriteLine({|IGN0203:config.ApiToken|}); log(); } catch (Exception) { Mask(""); } finally { Mask(""); }""")]
    [InlineData("""using var memory = new System.IO.MemoryStream(); void Log() { try { Console.WriteLine({|IGN0203:config.ApiToken|}); } finally { Mask(""); } } Log();""")]
    [InlineData("""var token = config.ApiToken; Log(); void Log() => Console.WriteLine({|IGN0203:token|});""")]
    public Task A_secret_flows_through_locals(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("""var note = new Note("a", "b") with { Text = config.ApiToken }; Console.WriteLine({|IGN0203:note|}); Console.WriteLine({|IGN0203:note.Text|});""")]
    [InlineData("""var note = new Note(config.ApiToken, "b"); Console.WriteLine(note.Chat); Console.WriteLine({|IGN0203:$"{note}"|});""")]
    [InlineData("""var note = new Note(config.ApiToken, "b") with { Text = "a" }; Console.WriteLine(note);""")]
    [InlineData("""var copy = config with { ApiToken = "new" }; Console.WriteLine({|IGN0203:copy.ApiToken|});""")]
    [InlineData("""var copy = config with { Chat = config.ApiToken }; Console.WriteLine({|IGN0203:copy.Chat|}); Console.WriteLine({|IGN0203:copy|});""")]
    [InlineData("""var copy = config with { ApiToken = config.ApiToken + "x" }; Console.WriteLine(copy); Console.WriteLine(copy.Chat);""")]
    [InlineData("""var shape = new { Token = config.ApiToken, config.Chat }; Console.WriteLine(shape.Chat); Console.WriteLine({|IGN0203:shape|});""")]
    public Task A_secret_flows_through_copies_of_records_by_member(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("""logger.LogInformation("{Length}", config.ApiToken.Length);""")]
    [InlineData("""var length = config.ApiToken.Length; Console.WriteLine($"length {length}");""")]
    [InlineData("""Console.WriteLine(config.ApiToken == "a" ? "yes" : "no");""")]
    [InlineData("""Console.WriteLine(string.IsNullOrEmpty(config.ApiToken));""")]
    [InlineData("""Console.WriteLine(config.ApiToken.StartsWith("a", StringComparison.Ordinal));""")]
    [InlineData("""Console.WriteLine(config.CallbackUrl?.Port);""")]
    [InlineData("""Console.WriteLine(config.CallbackUrl is null);""")]
    [InlineData("""Console.WriteLine(Mask(config.ApiToken));""")]
    [InlineData("""Console.WriteLine(nameof(config.ApiToken));""")]
    [InlineData("""Console.WriteLine(config);""")]
    [InlineData("""logger.LogInformation("{Config}", config);""")]
    [InlineData("""var token = config.ApiToken; token = "***"; Console.WriteLine(token);""")]
    [InlineData("""var token = config.ApiToken; Mask(token); Console.WriteLine("done");""")]
    [InlineData("""ArgumentException.ThrowIfNullOrEmpty(config.ApiToken);""")]
    [InlineData("""var request = new HttpRequestMessage(); request.Headers.Add("Authorization", config.ApiToken);""")]
    [InlineData("""activity.SetTag("chat", config.Chat); throw new InvalidOperationException(config.Chat);""")]
    public Task What_gives_no_secret_away_stays_quiet(string body) => VerifyAsync(body);

    [Fact]
    public Task A_sensitive_input_and_a_classified_property_are_secrets_too() => Rule.VerifyAsync("""
        using Microsoft.Extensions.Compliance.Classification;

        public sealed class PrivateDataAttribute() : DataClassificationAttribute(new DataClassification("demo", "private"));

        public sealed class Person
        {
            [PrivateData] public string Name { get; set; } = "";
        }

        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task SendAsync([Sensitive] string text, Person person, string chat, CancellationToken cancellationToken)
            {
                Console.WriteLine({|IGN0203:text|});
                Console.WriteLine({|IGN0203:person.Name|});
                Console.WriteLine(chat);
                text = "";
                Console.WriteLine(text);
                return Task.CompletedTask;
            }
        }
        """);

    [Fact]
    public Task A_logger_message_method_is_a_log_call() => Rule.VerifyAsync("""
        using Microsoft.Extensions.Logging;

        [Connector("demo")]
        public sealed partial class DemoConnector(ILogger<DemoConnector> logger)
        {
            public sealed partial record Config([Encrypted] string Token, string Chat);

            [LoggerMessage(1, LogLevel.Information, "{Token} {Chat}")]
            private static partial void Log(ILogger logger, string token, string chat);

            private static partial void Log(ILogger logger, string token, string chat) { }

            public void Run(Config config)
            {
                Log(logger, {|IGN0203:config.Token|}, config.Chat);
                var (token, chat) = config;
                Log(logger, {|IGN0203:token|}, chat);
            }
        }
        """);

    [Fact]
    public Task Half_a_method_throws_nothing() => Rule.VerifyBrokenAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed partial record Config([Encrypted] string Token);

            public void Run(Config config)
            {
                var x = config.Token + ;
                Console.WriteLine(x.
                if (config.Token is {
            }
        }
        """);

    [Fact]
    public Task A_concatenation_of_thousands_of_parts_exhausts_no_stack()
    {
        string parts = string.Join(" + ", Enumerable.Repeat("config.Chat", 2_000));
        return VerifyAsync($"var text = {parts} + config.ApiToken; Console.WriteLine({{|IGN0203:text|}});");
    }

    private static Task VerifyAsync(string body) => Rule.VerifyAsync(Connector.Replace("%BODY%", body, StringComparison.Ordinal));
}
