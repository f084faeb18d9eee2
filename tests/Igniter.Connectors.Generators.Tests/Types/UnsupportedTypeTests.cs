namespace Igniter.Connectors.Generators.Tests.Types;

public sealed class UnsupportedTypeTests
{
    [Theory]
    [InlineData("public Type Value { get; init; }", "System.Type", "use its name")]
    [InlineData("public IntPtr Value { get; init; }", "nint", "use long")]
    [InlineData("public nuint Value { get; init; }", "nuint", "use long")]
    [InlineData("public Action Value { get; init; }", "System.Action", "[JsonIgnore]")]
    [InlineData("public Delegate Value { get; init; }", "System.Delegate", "[JsonIgnore]")]
    [InlineData("public unsafe int* Value { get; init; }", "int*", "[JsonIgnore]")]
    [InlineData("public unsafe delegate*<void> Value { get; init; }", "delegate*<void>", "[JsonIgnore]")]
    [InlineData("public Span<int> Value => default;", "System.Span<int>", "ordinary type")]
    [InlineData("public int[,] Value { get; init; }", "int[*,*]", "array of arrays")]
    [InlineData("public Stream Value { get; init; }", "System.IO.Stream", "IAsyncEnumerable")]
    [InlineData("public IAsyncEnumerable<int> Value { get; init; }", "System.Collections.Generic.IAsyncEnumerable<int>", "list or an array")]
    [InlineData("public IDisposable Value { get; init; }", "System.IDisposable", "[JsonDerivedType]")]
    [InlineData("public Abstract Value { get; init; }", "Abstract", "[JsonDerivedType]")]
    [InlineData("public Many Value { get; init; }", "Many", "several constructors")]
    [InlineData("public None Value { get; init; }", "None", "no public constructor")]
    [InlineData("public Unbound Value { get; init; }", "Unbound", "'other' has no property")]
    [InlineData("public Twice Value { get; init; }", "Twice", "JSON name 'text'")]
    [InlineData("public OnlyEnumerable Value { get; init; }", "OnlyEnumerable", "use a List")]
    [InlineData("public Dictionary<Key, int> Value { get; init; }", "System.Collections.Generic.Dictionary<Key, int>", "keys")]
    [InlineData("[JsonConverter(typeof(NeedsArgument))] public int Value { get; init; }", "int", "converter")]
    [InlineData(
        "[JsonExtensionData, Sensitive] public Dictionary<string, JsonElement> Value { get; init; }",
        "System.Collections.Generic.Dictionary<string, System.Text.Json.JsonElement>",
        "declare the secret members")]
    public void A_type_without_contract_is_named_with_its_path_and_the_way_out(string member, string type, string wayOut)
    {
        TypeReading reading = TypeReading.Of($$"""
            using System.IO;
            #nullable disable
            public sealed class Config { public List<Inner> Items { get; init; } }
            public sealed class Inner { {{member}} }
            public abstract class Abstract { public int Number { get; set; } }
            public sealed class Many { public Many(int a) { } public Many(string b) { } }
            public sealed class None { private None() { } }
            public sealed class Unbound { public Unbound(string text, int other) => Text = text; public string Text { get; } }
            public sealed class Twice { public string Text { get; set; } public string text { get; set; } }
            public sealed class OnlyEnumerable : IEnumerable<int>
            {
                public IEnumerator<int> GetEnumerator() => throw new Exception();
                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw new Exception();
            }
            public sealed record Key(int Number);
            public sealed class NeedsArgument : JsonConverter<int>
            {
                public NeedsArgument(int argument) { }
                public override int Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => 0;
                public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) { }
            }
            """);

        Assert.Null(reading.RootId);
        Problem problem = Assert.Single(reading.Problems);
        Assert.Equal(("IGN0107", "P:Inner.Value"), (problem.Rule, problem.Symbol));
        Assert.Equal(["Config.Items[].Value", type], problem.Arguments.Take(2));
        Assert.Contains(wayOut, problem.Arguments[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_member_is_reported()
    {
        TypeReading reading = TypeReading.Of("public sealed record Config(Type First, Action Second, List<Action> Third);");

        Assert.Equal(["Config.First", "Config.Second", "Config.Third[]"], reading.Problems.Select(problem => problem.Arguments[0]));
    }

    [Fact]
    public void Generic_types_without_end_are_refused()
    {
        TypeReading reading = TypeReading.Of("public sealed record Config(Node<int>? Node); public sealed record Node<T>(T Value, Node<List<T>>? Next);");

        Assert.Null(reading.RootId);
        Problem problem = Assert.Single(reading.Problems);
        Assert.Equal("P:Node`1.Next", problem.Symbol);
        Assert.Contains("without end", problem.Arguments[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_out_of_reach_is_refused()
    {
        TypeReading reading = TypeReading.Of("""
            public sealed class Config
            {
                [JsonInclude]
                private Secret? Value { get; set; }

                private sealed record Secret(string Text);
            }
            """);

        Assert.Contains("internal or public", Assert.Single(reading.Problems).Arguments[2], StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_compiler_refuses_is_not_reported_again()
    {
        Assert.Empty(ConnectorReaderProblems("[Connector(\"a\")] public partial class C { public sealed record Config(Missing Value); }"));
    }

    private static IReadOnlyList<Problem> ConnectorReaderProblems(string source)
    {
        var compilation = TestCompilation.Of("using Igniter.Connectors; " + source);
        return ConnectorReader.Read(compilation, compilation.GetTypeByMetadataName("C")!, TestContext.Current.CancellationToken).Problems;
    }
}
