namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0501Tests
{
    [Fact]
    public Task A_field_that_can_change_is_reported_at_its_name() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            private int {|IGN0501:_count|}, {|IGN0501:_other|} = 1;

            internal string? {|IGN0501:Last|};

            public int Count() => _count + _other++;
        }
        """);

    [Fact]
    public Task A_property_that_can_be_set_is_reported_at_its_name() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public string? {|IGN0501:Tenant|} { get; set; }

            public string {|IGN0501:Name|} { get; private set; } = "";

            public string {|IGN0501:Trimmed|} { get => field; set => field = value.Trim(); } = "";
        }
        """);

    [Fact]
    public Task A_primary_constructors_parameter_is_reported_where_it_is_assigned() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector(HttpClient http, TimeProvider time, object state)
        {
            private readonly TimeProvider _time = time ??= TimeProvider.System;

            public void Run(HttpClient other)
            {
                {|IGN0501:http|} = other;
                {|IGN0501:state|} ??= new object();
                ({|IGN0501:http|}, _) = (other, 1);
                Interlocked.Exchange(ref {|IGN0501:state|}, _time);
                Action later = () => {|IGN0501:http|} = other;
                later();
                other = http;
            }
        }
        """);

    [Fact]
    public Task What_cannot_change_and_what_is_shared_on_purpose_stays_quiet() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector(HttpClient http)
        {
            private const int Most = 3;
            private static int s_created;
            private readonly HttpClient _http = http;
            private readonly Dictionary<string, string> _cache = [];

            public string Name { get; } = "";

            public string Kind { get; init; } = "";

            public int Sum => _cache.Count + Most + s_created++;

            public string Forwarded { get => Name; set => _cache["name"] = value; }

            public sealed class Config
            {
                public string Host { get; set; } = "";
            }

            public HttpClient Run() => _http;
        }

        public sealed class NoConnector(HttpClient http)
        {
            private int _count;

            public void Run() { _count++; http = new HttpClient(); http.Dispose(); }
        }
        """);
}
