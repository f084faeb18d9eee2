namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0205Tests
{
    [Theory]
    [InlineData("[{|IGN0205:StringLength(10)|}] public int Value { get; init; }")]
    [InlineData("[{|IGN0205:MinLength(1)|}] public bool Value { get; init; }")]
    [InlineData("[{|IGN0205:RegularExpression(\"a\")|}] public List<string> Value { get; init; } = [];")]
    [InlineData("[{|IGN0205:EmailAddress|}] public int Value { get; init; }")]
    [InlineData("[{|IGN0205:FileExtensions|}] public Uri? Value { get; init; }")]
    [InlineData("[{|IGN0205:Range(1, 2)|}] public List<int> Value { get; init; } = [];")]
    [InlineData("[{|IGN0205:StringLength(1, MinimumLength = 2)|}] public string? Value { get; init; }")]
    [InlineData("[{|IGN0205:Compare(\"Missing\")|}] public string? Value { get; init; }")]
    [InlineData("[{|IGN0205:AllowedValues(\"a\")|}] public int Value { get; init; }")]
    public Task An_attribute_that_cannot_check_its_property_is_reported_at_the_attribute(string property) => VerifyAsync(property);

    [Theory]
    [InlineData("[StringLength(10, MinimumLength = 1), RegularExpression(\"a\"), EmailAddress] public string? Value { get; init; }")]
    [InlineData("[Range(1, 2)] public int? Value { get; init; }")]
    [InlineData("[MinLength(1)] public List<int> Value { get; init; } = [];")]
    [InlineData("[Required] public string? Value { get; init; }")]
    [InlineData("[RegularExpression(\"^https:\")] public Uri? Value { get; init; }")]
    public Task An_attribute_that_fits_stays_quiet(string property) => VerifyAsync(property);

    [Fact]
    public Task Parameters_and_positional_properties_are_looked_at() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed record Config([{|IGN0205:StringLength(3)|}] int Count, [property: {|IGN0205:Url|}] int Other);

            [Action]
            public Task SendAsync([{|IGN0205:Phone|}] int number, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Two_attributes_that_do_not_fit_are_two_mistakes() =>
        VerifyAsync("[{|IGN0205:EmailAddress|}, {|IGN0205:StringLength(1)|}] public int Value { get; init; }");

    private static Task VerifyAsync(string property) => Rule.VerifyAsync($$"""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed partial record Config
            {
                {{property}}
            }
        }

        public sealed class Unrelated
        {
            [EmailAddress] public int Value { get; init; }
        }
        """);
}
