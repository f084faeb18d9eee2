using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors.Generators.Tests.Validation;

public sealed class NestingTests
{
    [Fact]
    public void Objects_lists_and_dictionaries_are_checked_at_any_depth()
    {
        string[][] errors = ValidatorHarness.Check(
            """
            public sealed record Endpoint { [Url] public string Url { get; init; } = "x"; public List<Endpoint?>? More { get; init; } }
            public struct Point { [Range(0, 9)] public int X { get; set; } }
            public sealed class Config
            {
                public Endpoint One { get; set; } = new();
                public Endpoint[] Many { get; set; } = [new(), new() { Url = "https://x" }, new()];
                public Dictionary<string, Endpoint> Named { get; set; } = new() { ["key"] = new(), ["a b"] = new() { More = [null, new()] } };
                public List<List<Endpoint>> Nested { get; set; } = [[], [new()]];
                public Point? Point { get; set; } = new Point { X = 10 };
                public IReadOnlyDictionary<int, Point> Numbered { get; set; } = new Dictionary<int, Point> { [5] = new() { X = -1 } };
                public ImmutableArray<Point> Default { get; set; }
                public Memory<Point> Block { get; set; } = new[] { new Point { X = 10 } };
                public Endpoint? Absent { get; set; }
            }
            """,
            "new Config()");

        const string Url = "The Url field is not a valid fully-qualified http, https, or ftp URL.";
        const string X = "The field X must be between 0 and 9.";
        Assert.Equal(
            [
                $"one.url: {Url}",
                $"many[0].url: {Url}",
                $"many[2].url: {Url}",
                $"named.key.url: {Url}",
                $"named.a b.url: {Url}",
                $"named.a b.more[1].url: {Url}",
                $"nested[1][0].url: {Url}",
                $"point.x: {X}",
                $"numbered.5.x: {X}",
                $"block[0].x: {X}",
            ],
            errors[0]);
    }

    [Fact]
    public void Items_that_can_not_be_null_must_not_be()
    {
        string[] errors = ValidatorHarness.CheckOne(
            """
            public sealed class Config
            {
                public List<string> A { get; set; } = ["", null!];
                public List<string?> B { get; set; } = [null];
                public Dictionary<string, string> C { get; set; } = new() { ["k"] = null! };
                public string[][] D { get; set; } = [[null!], null!];
            }
            """,
            "new Config()");

        Assert.Equal(
            ["a[1]: The value is required.", "c.k: The value is required.", "d[0][0]: The value is required.", "d[1]: The value is required."],
            errors);
    }

    [Fact]
    public void A_derived_type_is_checked_as_what_it_is()
    {
        string[] errors = ValidatorHarness.CheckOne(
            """
            [JsonDerivedType(typeof(Shape), "shape"), JsonDerivedType(typeof(Circle), "circle"), JsonDerivedType(typeof(Ball), "ball")]
            public class Shape { [Required] public string? Name { get; set; } }
            public class Circle : Shape { [Range(1, 9)] public int Radius { get; set; } }
            public sealed class Ball : Circle { [Range(1, 9)] public int Weight { get; set; } }
            [JsonDerivedType(typeof(Cat), 1)] public interface IAnimal { }
            public sealed class Cat : IAnimal { [Range(1, 9)] public int Lives { get; set; } }
            public sealed class Config
            {
                public List<Shape> Shapes { get; set; } = [new Shape(), new Circle { Name = "c" }, new Ball { Name = "b", Radius = 1 }];
                public IAnimal? Animal { get; set; } = new Cat();
            }
            """,
            "new Config()");

        Assert.Equal(
            [
                "shapes[0].name: The Name field is required.",
                "shapes[1].radius: The field Radius must be between 1 and 9.",
                "shapes[2].weight: The field Weight must be between 1 and 9.",
                "animal.lives: The field Lives must be between 1 and 9.",
            ],
            errors);
    }

    [Fact]
    public void Objects_that_hold_each_other_are_checked_once()
    {
        string[] errors = ValidatorHarness.CheckOne(
            """
            public sealed class Config
            {
                [Required] public string? Name { get; set; }
                public List<Config> Others { get; set; } = [];
                public static Config Make()
                {
                    Config[] all = Enumerable.Range(0, 20).Select(_ => new Config()).ToArray();
                    foreach (Config one in all) one.Others.AddRange(all);
                    return all[0];
                }
            }
            """,
            "Config.Make()");

        Assert.Equal(20, errors.Length);
        Assert.Contains("name: The Name field is required.", errors);
    }

    [Fact]
    public void Nesting_without_end_is_an_error()
    {
        string[] errors = ValidatorHarness.CheckOne(
            """
            public sealed class Config
            {
                public required string Name { get; set; }
                public Config? Inner { get; set; }
                public static Config Make()
                {
                    Config config = new() { Name = "x" };
                    for (int i = 0; i < 1000; i++) config = new() { Name = "x", Inner = config };
                    return config;
                }
            }
            """,
            "Config.Make()");

        Assert.EndsWith(".inner: The value is nested too deep.", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_flat_object_costs_nothing_while_it_is_right()
    {
        ValidatorHarness harness = ValidatorHarness.Compile(
            """
            public enum Color { Red }
            public sealed class Config
            {
                [Required, StringLength(64, MinimumLength = 1), RegularExpression("^[a-z]+$"), AllowedValues("abc"), DeniedValues("x")] public string A { get; set; } = "abc";
                [Range(1, 4096)] public int B { get; set; } = 25;
                [Range(0.5, 2)] public double? C { get; set; } = 1;
                [Url] public string D { get; set; } = "https://example.com";
                [Range(typeof(DateOnly), "2020-01-01", "2030-01-01")] public DateOnly E { get; set; } = new(2025, 1, 1);
                public Color F { get; set; }
                [MinLength(1)] public int[] G { get; set; } = [1];
            }
            """,
            "new Config()",
            "(Func<object, bool>)(value => { var run = new Igniter.Connectors.Descriptors.ValidationRun(); var validator = TestConnector.Validator; validator((Config)value, ref run); return run.Count == 0; })");

        object value = harness.Value(0)!;
        var check = (Func<object, bool>)harness.Value(1)!;
        for (int i = 0; i < 100; i++)
        {
            Assert.True(check(value));
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        check(value);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Paths_are_written_as_in_JSON()
    {
        ValidationRun run = default;
        run.Add("", "root");
        run.Add(3, "item of the root");
        Assert.True(run.Enter("a"));
        Assert.True(run.Enter(0));
        run.Add("b", "member");
        run.Add("", "itself");
        run.Add(1, "item");
        run.Leave();
        run.Leave();
        run.Add("c", "after");

        Assert.Equal(["", "[3]", "a[0].b", "a[0]", "a[0][1]", "c"], run.Errors!.Select(error => error.Path));
        Assert.Equal(6, run.Count);
    }
}
