namespace Igniter.Connectors.Analyzers.Tests;

public sealed class MakeReadOnlyFixTests
{
    [Fact]
    public Task A_field_becomes_readonly() => Fix.VerifyAsync(
        """
        [Connector("demo")]
        public sealed partial class DemoConnector(HttpClient http)
        {
            private HttpClient {|IGN0501:_http|} = http;

            public HttpClient Http => _http;
        }
        """,
        """
        [Connector("demo")]
        public sealed partial class DemoConnector(HttpClient http)
        {
            private readonly HttpClient _http = http;

            public HttpClient Http => _http;
        }
        """);

    [Fact]
    public Task All_that_only_the_constructor_writes_become_readonly_and_the_others_stay() => Fix.VerifyAsync(
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            // What it talks with.
            HttpClient {|IGN0501:_http|};
            private int {|IGN0501:_one|}, {|IGN0501:_two|};
            private int {|IGN0501:_count|};
            private object? {|IGN0501:_state|};

            public DemoConnector(HttpClient http)
            {
                _http = http;
                Name = "";
                _count = 1;
            }

            public string Host { get; init; } = "";

            public string {|IGN0501:Name|} { get; private set; }

            public string {|IGN0501:Tenant|} { get; set; } = "";

            public int Run(string tenant)
            {
                Tenant = tenant;
                Interlocked.Exchange(ref _state, null);
                return _count++ + _one + _two + _http.GetHashCode();
            }
        }
        """,
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            // What it talks with.
            readonly HttpClient _http;
            private readonly int _one, _two;
            private int {|IGN0501:_count|};
            private object? {|IGN0501:_state|};

            public DemoConnector(HttpClient http)
            {
                _http = http;
                Name = "";
                _count = 1;
            }

            public string Host { get; init; } = "";

            public string Name { get; }

            public string {|IGN0501:Tenant|} { get; set; } = "";

            public int Run(string tenant)
            {
                Tenant = tenant;
                Interlocked.Exchange(ref _state, null);
                return _count++ + _one + _two + _http.GetHashCode();
            }
        }
        """);
}
