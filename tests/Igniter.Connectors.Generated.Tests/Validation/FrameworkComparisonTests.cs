using System.ComponentModel.DataAnnotations;
using Corpus.Validation;
using CsCheck;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors.Generated.Tests.Validation;

/// <summary>Generated validators say what <see cref="Validator"/> says: the same members, the same messages.</summary>
public sealed class FrameworkComparisonTests
{
    private const int Samples = 2_000;

    private static readonly Gen<string?> Text = Gen.OneOf(
        Gen.OneOf<string?>(
            null, "", " ", "a", "ab", "abc", "x", "xx", "aab\n", "red", "green", "blue", "Monday", "monday", "9", "https://example.com", "ftp://x", "http://", "mailto:a@b",
            "a@b", "a@b@c", "+49 30 1234567", "4111 1111 1111 1111", "4111111111111112", "AAAA", "AAA", "a.png", "a.gif", "three"),
        Gen.String[Gen.Char["abcx1@.+ "], 0, 9].Select(text => (string?)text));

    private static readonly Gen<int> Number = Gen.OneOf(Gen.Int[-7, 12], Gen.OneOf(100, 500, int.MaxValue, int.MinValue));
    private static readonly Gen<int> Level = Gen.OneOf(1, 2, 3, 9);
    private static readonly Gen<double> Real = Gen.OneOf(Gen.Double[-1, 7], Gen.OneOf(0.5, 1.5, 5.5, 0.25, 0.75, 4.5, 0.4999));

    /// <summary>A third of the samples changes half of the members of a valid object, one all of them, one hardly any.</summary>
    private static readonly Gen<ValidationConnector.Config> Config = Gen.OneOf(Any(Gen.Bool), Any(Gen.Const(true)), Any(Gen.Int[0, 40].Select(number => number == 0)));

    [Fact]
    public void Verdicts_and_messages_are_those_of_the_framework() => Config.Sample(
        config =>
        {
            Assert.Equal(FrameworkErrors(config), GeneratedErrors(config));
            return true;
        },
        iter: Samples,
        print: config => string.Join("; ", FrameworkErrors(config)));

    [Fact]
    public void The_comparison_meets_valid_objects_and_failures_of_every_member_and_of_the_type()
    {
        HashSet<string> members = [];
        HashSet<string> ofType = [];
        bool metValid = false;
        Config.Sample(
            config =>
            {
                string[] errors = GeneratedErrors(config);
                lock (members)
                {
                    metValid |= errors.Length == 0;
                    members.UnionWith(errors.Select(error => error[..error.IndexOf(':', StringComparison.Ordinal)]));
                    ofType.UnionWith(errors.Where(error => error is ": The field Config is invalid." or "Count: Count and level are equal."));
                }

                return true;
            },
            iter: Samples);

        Assert.True(metValid);
        Assert.Equal(2, ofType.Count);
        Assert.Equal(
            typeof(ValidationConnector.Config).GetProperties().Select(property => property.Name).Where(name => name != "Password").Append("").Order(StringComparer.Ordinal),
            members.Order(StringComparer.Ordinal));
    }

    private static Gen<ValidationConnector.Config> Any(Gen<bool> changes) =>
        from texts in Gen.Select(changes, Text, (isChanged, text) => isChanged ? (Value: text, IsChanged: true) : (null, false)).Array[24]
        from numbers in Gen.Select(changes, Number, (isChanged, number) => isChanged ? (int?)number : null).Array[17]
        from count in Gen.OneOf(1, 5, 11)
        from level in Level
        from reals in Gen.Select(changes, Real, (isChanged, real) => isChanged ? (double?)real : null).Array[7]
        from ticks in Gen.Select(changes, Gen.Long[-20, 20], (isChanged, tick) => isChanged ? (long?)tick : null).Array[5]
        from sizes in Gen.Select(changes, Gen.Int[-1, 4], (isChanged, size) => isChanged ? size : 1).Array[3]
        select new ValidationConnector.Config
        {
            Name = Or(texts[0], "name"),
            Note = Or(texts[1], "note"),
            Title = Or(texts[2], "ti"),
            Localized = Or(texts[3], "abc"),
            Linear = Or(texts[4], "abc"),
            Backtracking = Or(texts[5], "abc"),
            NumberText = numbers[0] ?? 12,
            Link = Or(texts[6], "https://example.com"),
            Address = Uri.TryCreate(Or(texts[7], "https://example.com"), UriKind.RelativeOrAbsolute, out Uri? uri) ? uri : null,
            Email = Or(texts[8], "a@b"),
            Phone = Or(texts[9], "+49 30 1234567"),
            Card = Or(texts[10], "4111111111111111"),
            Base64 = Or(texts[11], "AAAA"),
            File = Or(texts[12], "a.png"),
            Password = Or(texts[13], "x"),
            Count = numbers[1] ?? count,
            Offset = numbers[2] ?? (sizes[0] == 1 ? 5 : null),
            Small = unchecked((short?)numbers[3]),
            Octet = unchecked((byte)(numbers[4] ?? 5)),
            Positive = unchecked((uint)Math.Max(0, numbers[5] ?? 5)),
            Ratio = reals[0] ?? 1,
            Rounded = reals[1] ?? 1,
            RoundedDecimal = (decimal?)reals[2],
            Share = (float)(reals[3] ?? 0.5),
            Large = numbers[6] ?? 5,
            Price = (decimal)(reals[4] ?? 1),
            Wide = (numbers[7] ?? 1) * 5L,
            Wider = (numbers[8] ?? 5) < 100 ? numbers[8] ?? 5 : Int128.MaxValue,
            Widest = (numbers[9] ?? 5) < 100 ? (UInt128)Math.Abs((numbers[9] ?? 5) % 50) : UInt128.MaxValue,
            Half = (Half)(reals[5] ?? 1),
            Moment = new DateTime(2020, 6, 1).AddDays((ticks[0] ?? 0) * 20),
            Date = ticks[1] is { } days ? new DateOnly(2020, 6, 1).AddDays((int)days * 20) : null,
            Clock = new TimeOnly(12, 45).Add(TimeSpan.FromMinutes((ticks[2] ?? 0) * 30)),
            Span = TimeSpan.FromHours((ticks[3] ?? 1) * 4),
            Instant = new DateTimeOffset(2020, 6, 1, 0, 0, 0, TimeSpan.Zero).AddHours((ticks[4] ?? 0) * 500),
            Color = Or(texts[14], "red"),
            Level = level,
            Step = numbers[11] ?? 5,
            Day = (DayOfWeek)(numbers[12] ?? 1),
            // The framework throws at a number that its enum can't hold.
            DayName = texts[15].Value is { Length: > 9 } ? null : Or(texts[15], "Monday"),
            Again = Or(texts[16], Or(texts[0], "name")),
            TitleAgain = Or(texts[17], Or(texts[2], "ti")),
            List = sizes[0] < 0 ? null : [.. Enumerable.Range(0, sizes[0])],
            Array = sizes[1] < 0 ? null : new int[sizes[1]],
            Map = sizes[2] < 0 ? null : Enumerable.Range(0, sizes[2]).ToDictionary(number => $"k{number}"),
            Even = numbers[13] ?? 2,
            Third = numbers[14] ?? 3,
            Unlike = Or(texts[18], "unlike"),
            Word = Or(texts[19], "abc"),
            Needed = Or(texts[20], "needed"),
        };

    private static string? Or((string? Value, bool IsChanged) text, string? valid) => text.IsChanged ? text.Value : valid;

    /// <summary>Under the member's C# name: the members' JSON names differ in their first letter only.</summary>
    private static string[] GeneratedErrors(ValidationConnector.Config config)
    {
        ValidationRun run = default;
        ValidationConnector.IgniterGenerated.ConfigContract.Validate(config, ref run);
        IEnumerable<string> errors = (run.Errors ?? []).Select(error => $"{Capitalize(error.Path)}: {error.Message}");
        return [.. errors.Order(StringComparer.Ordinal)];
    }

    private static string[] FrameworkErrors(ValidationConnector.Config config)
    {
        List<ValidationResult> results = [];
        Validator.TryValidateObject(config, new ValidationContext(config), results, validateAllProperties: true);
        IEnumerable<string> errors = results.SelectMany(result => result.MemberNames.DefaultIfEmpty(""), (result, member) => $"{member}: {result.ErrorMessage}");
        return [.. errors.Order(StringComparer.Ordinal)];
    }

    private static string Capitalize(string path) => path.Length == 0 ? path : char.ToUpperInvariant(path[0]) + path[1..];
}
