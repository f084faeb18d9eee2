namespace Igniter.Connectors.Generators.Tests.Validation;

public sealed class RangeTests
{
    [Theory]
    [InlineData("Range(1, 5)", "sbyte", "1", "0", "6")]
    [InlineData("Range(1, 5)", "byte", "5", "0", "6")]
    [InlineData("Range(-1, 5)", "byte", "0", "6", "255")]
    [InlineData("Range(1, 500)", "byte", "255", "0", "0")]
    [InlineData("Range(1, 5)", "short", "1", "0", "6")]
    [InlineData("Range(1, 5)", "ushort", "1", "0", "65535")]
    [InlineData("Range(-5, -1)", "int", "-1", "0", "int.MinValue")]
    [InlineData("Range(1, 5)", "uint", "1", "0", "uint.MaxValue")]
    [InlineData("Range(1, 5)", "long", "1", "0", "long.MaxValue")]
    [InlineData("Range(-1, 5)", "ulong", "0", "6", "ulong.MaxValue")]
    [InlineData("Range(1, 5)", "Int128", "1", "0", "Int128.MaxValue")]
    [InlineData("Range(-1, 5)", "UInt128", "0", "6", "UInt128.MaxValue")]
    [InlineData("Range(1, 5)", "Half", "(Half)5", "(Half)5.5", "Half.NaN")]
    [InlineData("Range(1, 5)", "float", "5", "float.NaN", "float.MaxValue")]
    [InlineData("Range(1, 5)", "double", "1", "0.4", "double.NaN")]
    [InlineData("Range(1, 5)", "decimal", "5", "0.5m", "decimal.MaxValue")]
    [InlineData("Range(1.5, 5)", "double", "1.5", "1.4", "5.01")]
    [InlineData("Range(1.5, 5)", "decimal", "1.5m", "1.4m", "5.01m")]
    [InlineData("Range(1.5, 5)", "float", "1.5f", "1.4f", "float.NaN")]
    [InlineData("Range(1.5, 5)", "Half", "(Half)1.5", "(Half)1.4", "Half.PositiveInfinity")]
    [InlineData("Range(1.5, 5)", "int", "2", "1", "6")]
    [InlineData("Range(1.5, 5)", "UInt128", "2", "1", "UInt128.MaxValue")]
    [InlineData("Range(0d, double.PositiveInfinity)", "double", "double.MaxValue", "-1", "double.NaN")]
    [InlineData("Range(typeof(decimal), \"0.1\", \"9.9\")", "decimal", "9.9m", "0.09m", "9.91m")]
    [InlineData("Range(typeof(decimal), \"1\", \"9\")", "int", "9", "0", "10")]
    [InlineData("Range(typeof(long), \"1\", \"5000000000\")", "long", "5000000000", "0", "5000000001")]
    [InlineData("Range(typeof(ulong), \"1\", \"18446744073709551614\")", "ulong", "18446744073709551614", "0", "ulong.MaxValue")]
    [InlineData("Range(typeof(Int128), \"-170141183460469231731687303715884105728\", \"5\")", "Int128", "Int128.MinValue", "6", "Int128.MaxValue")]
    [InlineData("Range(typeof(UInt128), \"1\", \"340282366920938463463374607431768211454\")", "UInt128", "UInt128.MaxValue - 1", "0", "UInt128.MaxValue")]
    [InlineData("Range(typeof(Half), \"0.5\", \"2\")", "Half", "(Half)0.5", "(Half)0.4", "(Half)2.1")]
    [InlineData("Range(typeof(DateTime), \"2020-01-01\", \"2021-01-01T12:30:00\")", "DateTime", "new DateTime(2021, 1, 1, 12, 30, 0)", "new DateTime(2019, 12, 31)", "new DateTime(2021, 1, 1, 12, 30, 1)")]
    [InlineData("Range(typeof(DateOnly), \"2020-02-29\", \"2021-01-01\")", "DateOnly", "new DateOnly(2020, 2, 29)", "new DateOnly(2020, 2, 28)", "new DateOnly(2021, 1, 2)")]
    [InlineData("Range(typeof(TimeOnly), \"08:00\", \"17:30\")", "TimeOnly", "new TimeOnly(17, 30)", "new TimeOnly(7, 59)", "new TimeOnly(17, 31)")]
    [InlineData("Range(typeof(TimeSpan), \"00:00:01\", \"1.00:00:00\")", "TimeSpan", "TimeSpan.FromDays(1)", "TimeSpan.Zero", "TimeSpan.FromHours(25)")]
    [InlineData("Range(typeof(DateTimeOffset), \"2020-01-01T00:00:00+02:00\", \"2021-01-01T00:00:00Z\")", "DateTimeOffset", "new DateTimeOffset(2019, 12, 31, 22, 0, 0, default)", "new DateTimeOffset(2019, 12, 31, 21, 59, 59, default)", "new DateTimeOffset(2021, 1, 1, 0, 0, 1, default)")]
    public void Range_compares_numbers_dates_and_times(string attribute, string type, string right, string tooSmall, string tooLarge)
    {
        string[][] errors = ValidatorHarness.Check(
            $$"""
            public sealed class Config
            {
                [{{attribute}}] public {{type}} A { get; set; }
                [{{attribute}}] public {{type}}? B { get; set; }
            }
            """,
            $"new Config {{ A = {right} }}",
            $"new Config {{ A = {right}, B = {right} }}",
            $"new Config {{ A = {right}, B = {tooSmall} }}",
            $"new Config {{ A = {tooLarge} }}");

        Assert.Empty(errors[0]);
        Assert.Empty(errors[1]);
        Assert.StartsWith("b: The field B must be between ", Assert.Single(errors[2]), StringComparison.Ordinal);
        Assert.StartsWith("a: The field A must be between ", Assert.Single(errors[3]), StringComparison.Ordinal);
    }

    [Fact]
    public void Bounds_can_be_exclusive()
    {
        string[][] errors = ValidatorHarness.Check(
            """
            public sealed class Config
            {
                [Range(1, 5, MinimumIsExclusive = true)] public int A { get; set; } = 3;
                [Range(1, 5, MaximumIsExclusive = true)] public int B { get; set; } = 3;
                [Range(1, 5, MinimumIsExclusive = true, MaximumIsExclusive = true)] public int C { get; set; } = 3;
            }
            """,
            "new Config { A = 5, B = 1 }",
            "new Config { A = 1, B = 5, C = 1 }",
            "new Config { C = 5 }");

        Assert.Empty(errors[0]);
        Assert.Equal(
            [
                "a: The field A must be between 1 exclusive and 5.",
                "b: The field B must be between 1 and 5 exclusive.",
                "c: The field C must be between 1 exclusive and 5 exclusive.",
            ],
            errors[1]);
        Assert.Equal(["c: The field C must be between 1 exclusive and 5 exclusive."], errors[2]);
    }

    [Theory]
    [InlineData("Range(1, 5)", "string?")]
    [InlineData("Range(1, 5)", "bool")]
    [InlineData("Range(1, 5)", "char")]
    [InlineData("Range(1, 5)", "DayOfWeek")]
    [InlineData("Range(1, 5)", "DateTime")]
    [InlineData("Range(1.5, 5)", "Guid")]
    [InlineData("Range(typeof(Guid), \"a\", \"b\")", "Guid")]
    [InlineData("Range(typeof(int), \"1\", \"5\")", "decimal")]
    [InlineData("Range(typeof(DateTimeOffset), \"2020-01-01\", \"2021-01-01\")", "DateTime")]
    [InlineData("Range(5, 1)", "int")]
    [InlineData("Range(1, 1, MinimumIsExclusive = true)", "int")]
    [InlineData("Range(typeof(int), \"one\", \"5\")", "int")]
    [InlineData("Range(typeof(byte), \"1\", \"256\")", "byte")]
    [InlineData("Range(typeof(DateOnly), \"2020-01-01T05:00\", \"2021-01-01\")", "DateOnly")]
    [InlineData("Range(typeof(TimeOnly), \"2020-01-01\", \"2021-01-01\")", "TimeOnly")]
    public void A_range_that_makes_no_sense_is_a_problem_and_not_a_check(string attribute, string type)
    {
        ValidatorHarness harness = ValidatorHarness.Compile($"public sealed class Config {{ [{attribute}] public {type} A {{ get; set; }} }}");

        Assert.DoesNotContain(harness.ChecksOf("A"), check => check is RangeCheck);
        Assert.Equal("IGN0205", Assert.Single(harness.Problems).Rule);
    }

    [Fact]
    public void Schemas_get_numbers_and_exclusivity()
    {
        ValidatorHarness harness = ValidatorHarness.Compile(
            """
            public sealed class Config
            {
                [Range(-1, 5, MaximumIsExclusive = true)] public int A { get; set; }
                [Range(0.5, double.PositiveInfinity)] public double B { get; set; }
                [Range(typeof(DateOnly), "2020-01-01", "2021-01-01")] public DateOnly C { get; set; }
            }
            """);

        RangeCheck[] ranges = [.. new[] { "A", "B", "C" }.Select(name => Assert.IsType<RangeCheck>(Assert.Single(harness.ChecksOf(name))))];
        Assert.Equal(("-1", false, "5", true), (ranges[0].Minimum.Number, ranges[0].Minimum.IsExclusive, ranges[0].Maximum.Number, ranges[0].Maximum.IsExclusive));
        Assert.Equal(("0.5", null), (ranges[1].Minimum.Number, ranges[1].Maximum.Number));
        Assert.Equal((null, null), (ranges[2].Minimum.Number, ranges[2].Maximum.Number));
    }
}
