namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0502Tests
{
    [Fact]
    public Task A_client_that_a_connector_makes_is_reported() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            private readonly HttpClient _http = {|IGN0502:new HttpClient()|};

            private readonly HttpClient _other = {|IGN0502:new()|};

            public HttpClient Make(HttpMessageHandler handler) => {|IGN0502:new HttpClient(handler) { BaseAddress = new Uri("https://a.example") }|} ?? _http ?? _other;

            private sealed class Inner
            {
                public Func<HttpClient> Make { get; } = () => {|IGN0502:new HttpClient()|};
            }
        }
        """);

    [Fact]
    public Task Clients_that_are_taken_and_those_of_other_classes_stay_quiet() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector(HttpClient http)
        {
            public HttpClient Get(ConnectorContext context) => context.Http ?? http;

            public HttpRequestMessage Make() => new HttpRequestMessage();
        }

        public sealed class NoConnector
        {
            public HttpClient Make() => new HttpClient();
        }
        """);
}
