namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0006Tests
{
    [Fact]
    public Task An_abstract_class_is_reported_at_its_name() => Rule.VerifyAsync("""
        [Connector("demo")]
        public abstract partial class {|IGN0006:DemoConnector|};
        """);

    [Fact]
    public Task A_static_class_is_reported() => Rule.VerifyAsync("""
        [Connector("demo")]
        public static partial class {|IGN0006:DemoConnector|};
        """);

    [Fact]
    public Task A_generic_class_is_reported() => Rule.VerifyAsync("""
        [Connector("demo")]
        public partial class {|IGN0006:DemoConnector|}<T>;
        """);

    [Fact]
    public Task A_class_in_a_generic_type_is_reported() => Rule.VerifyAsync("""
        public partial class Outer<T>
        {
            [Connector("demo")]
            public partial class {|IGN0006:DemoConnector|};
        }
        """);

    [Fact]
    public Task A_private_class_is_reported() => Rule.VerifyAsync("""
        public partial class Outer
        {
            [Connector("demo")]
            private sealed partial class {|IGN0006:DemoConnector|};
        }
        """);

    [Fact]
    public Task A_file_local_class_is_reported() => Rule.VerifyAsync("""
        [Connector("demo")]
        file sealed partial class {|IGN0006:DemoConnector|};
        """);

    [Fact]
    public Task A_constructor_that_cannot_be_called_is_reported_at_the_class() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class {|IGN0006:DemoConnector|}
        {
            public DemoConnector(ref int count) => count++;
        }
        """);

    [Fact]
    public Task A_required_member_that_nobody_sets_is_reported_at_the_member() => Rule.VerifyAsync("""
        [Connector("one")]
        public sealed partial class OneConnector
        {
            public required string {|IGN0006:Name|} { get; init; }
        }

        public abstract class Base
        {
            public required string Name { get; init; }
        }

        [Connector("two")]
        public sealed partial class {|IGN0006:TwoConnector|} : Base;

        [Connector("three")]
        public sealed partial class ThreeConnector : Base
        {
            [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
            public ThreeConnector() => Name = "three";
        }
        """);

    [Theory]
    [InlineData("string", "name")]
    [InlineData("int", "count")]
    [InlineData("TimeSpan", "timeout")]
    public Task A_parameter_that_is_no_service_is_reported(string type, string name) => Rule.VerifyAsync($$"""
        [Connector("demo")]
        public sealed partial class DemoConnector({{type}} {|IGN0006:{{name}}|})
        {
            public override string ToString() => $"{{{name}}}";
        }
        """);

    [Fact]
    public Task Services_defaults_and_several_constructors_stay_quiet() => Rule.VerifyAsync("""
        using Microsoft.Extensions.DependencyInjection;

        public partial class Outer
        {
            [Connector("one")]
            internal partial class OneConnector(HttpClient http, TimeProvider time, int count = 1, string? name = null)
            {
                public override string ToString() => $"{http}{time}{count}{name}";
            }
        }

        [Connector("two")]
        public sealed partial class TwoConnector
        {
            public TwoConnector(HttpClient http) => Http = http;

            public TwoConnector(HttpClient http, string name) => Http = http;

            public HttpClient Http { get; }
        }

        [Connector("three")]
        public sealed partial class ThreeConnector([FromKeyedServices("name")] string name)
        {
            public override string ToString() => name;
        }
        """);
}
