namespace Igniter.Connectors.Generators.Tests.Validation;

public sealed class CustomAttributeTests
{
    [Fact]
    public void An_attribute_sees_instance_member_name_display_name_and_services()
    {
        ValidatorHarness harness = ValidatorHarness.Compile(
            """
            public sealed class SpyAttribute : ValidationAttribute
            {
                protected override ValidationResult? IsValid(object? value, ValidationContext context) =>
                    new($"{value ?? "null"} {context.ObjectInstance.GetType().Name} {context.ObjectType.Name} {context.MemberName} {context.DisplayName} {context.GetService(typeof(string))}");
            }
            [Spy]
            public sealed class Config
            {
                [Spy, Display(Name = "number")] public int? A { get; set; } = 5;
            }
            [Spy] public sealed class Unused { }
            """,
            "new Config()");

        Assert.Equal(["a: 5 Config Config A number service"], harness.Errors(0, new Services()));
    }

    [Fact]
    public void An_attribute_is_made_once_exactly_as_it_is_declared()
    {
        ValidatorHarness harness = ValidatorHarness.Compile(
            """
            public enum Color { Red = -1, Blue }
            public sealed class AllAttribute : ValidationAttribute
            {
                public static int Made;
                private readonly string _text;
                public AllAttribute(string? text, int number, object? boxed, Type type, Color color, params int[] list)
                {
                    Made++;
                    _text = $"{text ?? "null"}|{number}|{boxed ?? "null"} {boxed?.GetType().Name}|{type.Name}|{color}|{string.Join(",", list)}";
                }
                public AllAttribute(byte number) => _text = "byte " + number;
                public AllAttribute(long number) => _text = "long " + number;
                public AllAttribute(char character, string? text = null, object?[]? things = null) => _text = $"{character} {text ?? "null"} {things?.Length}";
                public string? Text { get; set; }
                public double Number { get; set; }
                public Type[]? Types { get; set; }
                public object? Thing { get; set; }
                public Color[]? Colors;
                public override bool IsValid(object? value) => false;
                public override string FormatErrorMessage(string name) =>
                    $"{_text} Text={Text ?? "null"} Number={Number.ToString(System.Globalization.CultureInfo.InvariantCulture)} Types={string.Join(",", (Types ?? []).Select(type => type.Name))} Thing={Thing} Colors={string.Join(",", Colors ?? [])}";
            }
            public sealed class GenericAttribute<T> : ValidationAttribute
            {
                public override bool IsValid(object? value) => false;
                public override string FormatErrorMessage(string name) => typeof(T).Name;
            }
            public sealed class Config
            {
                [All("a\"\\\n{0}", -5, (byte)3, typeof(Dictionary<,>), Color.Red, 1, 2, Text = null, Number = double.NegativeInfinity, Types = new[] { typeof(int?), typeof(List<string?>) }, Thing = Color.Blue, Colors = new[] { Color.Red })]
                public int A { get; set; }
                [All(null, int.MinValue, null, typeof(void), (Color)7)] public int B { get; set; }
                [All((byte)1, Thing = new object?[] { 1, "x", null })] public int C { get; set; }
                [All(1L, Number = 1e300)] public int D { get; set; }
                [All('\'')] public int E { get; set; }
                [Generic<List<string>>] public int F { get; set; }
            }
            """,
            "new Config()",
            "AllAttribute.Made");

        string[] errors = harness.Errors(0);
        Assert.Equal(
            [
                "a: a\"\\\n{0}|-5|3 Byte|Dictionary`2|Red|1,2 Text=null Number=-Infinity Types=Nullable`1,List`1 Thing=Blue Colors=Red",
                "b: null|-2147483648|null |Void|7| Text=null Number=0 Types= Thing= Colors=",
                "c: byte 1 Text=null Number=0 Types= Thing=System.Object[] Colors=",
                "d: long 1 Text=null Number=1E+300 Types= Thing= Colors=",
                "e: ' null  Text=null Number=0 Types= Thing= Colors=",
                "f: List`1",
            ],
            errors);
        Assert.Equal(errors, harness.Errors(0));
        Assert.Equal(2, harness.Value(1));
    }

    [Fact]
    public void Its_own_message_and_member_names_count()
    {
        string[] errors = ValidatorHarness.CheckOne(
            """
            public sealed class PairAttribute : ValidationAttribute
            {
                protected override ValidationResult? IsValid(object? value, ValidationContext context) => new("Both are wrong.", ["First", "Second", "unknown"]);
            }
            public sealed class NoAttribute : ValidationAttribute { public override bool IsValid(object? value) => false; }
            public sealed class Config
            {
                [Pair] public string? First { get; set; }
                [JsonPropertyName("2nd"), No(ErrorMessage = "{0}: no")] public string? Second { get; set; }
                [No] public string? Third { get; set; }
            }
            """,
            "new Config()");

        Assert.Equal(
            ["first: Both are wrong.", "2nd: Both are wrong.", "unknown: Both are wrong.", "2nd: Second: no", "third: The field Third is invalid."],
            errors);
    }

    [Fact]
    public void The_types_own_attributes_are_asked_when_its_members_are_right_and_it_itself_when_those_are()
    {
        string[][] errors = ValidatorHarness.Check(
            """
            [AttributeUsage(AttributeTargets.Class)]
            public sealed class OrderedAttribute : ValidationAttribute
            {
                public override bool IsValid(object? value) => value is Range { Low: var low, High: var high } && low <= high;
            }
            [Ordered(ErrorMessage = "{0} is not in order.")]
            public class Range : IValidatableObject
            {
                [Range(0, 9)] public int Low { get; set; }
                public int High { get; set; }
                IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext context)
                {
                    if (Low == High)
                    {
                        yield return ValidationResult.Success!;
                        yield return new ValidationResult(context.DisplayName + " is empty.", [nameof(Low), nameof(High)]);
                        yield return new ValidationResult(null);
                    }
                }
            }
            public sealed class Config : Range { public Range? Inner { get; set; } }
            """,
            "new Config { High = 1 }",
            "new Config { Low = 10, Inner = new() { Low = 10 } }",
            "new Config { Low = 5, High = 1, Inner = new() { Low = 5, High = 1 } }",
            "new Config { Low = 5, High = 1 }",
            "new Config { Inner = new() }",
            "new Config { Low = 1, High = 1 }");

        Assert.Empty(errors[0]);
        Assert.Equal(["low: The field Low must be between 0 and 9.", "inner.low: The field Low must be between 0 and 9."], errors[1]);
        Assert.Equal(["inner: Range is not in order."], errors[2]);
        Assert.Equal([": Config is not in order."], errors[3]);
        Assert.Equal(["inner.low: Range is empty.", "inner.high: Range is empty.", "inner: Range is not valid."], errors[4]);
        Assert.Equal(["low: Config is empty.", "high: Config is empty.", ": Config is not valid."], errors[5]);
    }

    [Fact]
    public void CustomValidation_calls_the_method_it_names()
    {
        string[][] errors = ValidatorHarness.Check(
            """
            public static class Rules
            {
                public static ValidationResult? Even(int value) => value % 2 == 0 ? ValidationResult.Success : new ValidationResult($"Not even.");
                public static ValidationResult? Named(object? value, ValidationContext context) => value is null ? null : new ValidationResult(null, [context.MemberName!]);
                public static ValidationResult? Whole(Config value, ValidationContext context) => value.A == 4 ? new ValidationResult(context.DisplayName) : null;
            }
            [CustomValidation(typeof(Rules), nameof(Rules.Whole))]
            public sealed class Config
            {
                [CustomValidation(typeof(Rules), nameof(Rules.Even))] public int A { get; set; }
                [CustomValidation(typeof(Rules), nameof(Rules.Named), ErrorMessage = "{0} is odd.")] public string? B { get; set; }
            }
            """,
            "new Config()",
            """new Config { A = 1, B = "x" }""",
            "new Config { A = 4 }");

        Assert.Empty(errors[0]);
        Assert.Equal(["a: Not even.", "b: B is odd."], errors[1]);
        Assert.Equal([": Config"], errors[2]);
    }

    [Fact]
    public void What_generated_code_can_not_reach_is_a_problem_and_not_a_check()
    {
        ValidatorHarness harness = ValidatorHarness.Compile(
            """
            public sealed class Config
            {
                private sealed class HiddenAttribute : ValidationAttribute;
                [Hidden] public int A { get; set; }
                [CustomValidation(typeof(Config), "None")] public int B { get; set; }
            }
            """);

        Assert.Empty(harness.ChecksOf("A"));
        Assert.Empty(harness.ChecksOf("B"));
        Assert.All(harness.Problems, problem => Assert.Equal("IGN0205", problem.Rule));
        Assert.Equal(["P:Config.A", "P:Config.B"], harness.Problems.Select(problem => problem.Symbol));
    }

    [Fact]
    public void What_makes_the_frameworks_attributes_throw_is_wrong()
    {
        string[] errors = ValidatorHarness.CheckOne(
            """
            public sealed class SlugAttribute() : RegularExpressionAttribute("(?=a)(a+)+b");
            public sealed class PortAttribute() : RangeAttribute(1, 65535);
            public sealed class Config
            {
                [EnumDataType(typeof(DayOfWeek))] public string A { get; set; } = "99999999999999999999";
                [Slug(MatchTimeoutInMilliseconds = 50)] public string B { get; set; } = new string('a', 60);
                [Port] public long C { get; set; } = long.MaxValue;
            }
            """,
            "new Config()");

        Assert.Equal(
            ["a: The field A is invalid.", "b: The field B must match the regular expression '(?=a)(a+)+b'.", "c: The field C must be between 1 and 65535."],
            errors);
    }

    private sealed class Services : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(string) ? "service" : null;
    }
}
