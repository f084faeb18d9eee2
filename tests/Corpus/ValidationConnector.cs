using System.ComponentModel.DataAnnotations;
using Igniter.Connectors;

namespace Corpus.Validation;

/// <summary>Every validation attribute once. What the framework's own validator says about it is what generated code must say.</summary>
[Connector("validation")]
public sealed partial class ValidationConnector
{
    /// <summary>Flat, because the framework's validator doesn't look into members.</summary>
    [Balanced]
    public sealed class Config : IValidatableObject
    {
        [Required]
        [StringLength(8, MinimumLength = 2)]
        public string? Name { get; init; }

        [Required(AllowEmptyStrings = true)]
        [MinLength(2)]
        [MaxLength(4)]
        public string? Note { get; init; }

        [Required(ErrorMessage = "{0}, please.")]
        [Display(Name = "the title")]
        [Length(1, 3, ErrorMessage = "{0}: {1} to {2}")]
        public string? Title { get; init; }

        [Required(ErrorMessageResourceType = typeof(Texts), ErrorMessageResourceName = nameof(Texts.Missing))]
        [Display(Name = nameof(Texts.Label), ResourceType = typeof(Texts))]
        [StringLength(3, ErrorMessageResourceType = typeof(Texts), ErrorMessageResourceName = nameof(Texts.TooLong))]
        public string? Localized { get; init; }

        [RegularExpression("[a-c]{1,3}|x+|ab")]
        public string? Linear { get; init; }

        [RegularExpression("(?=a)[a-c]+", MatchTimeoutInMilliseconds = 500)]
        public string? Backtracking { get; init; }

        [RegularExpression("-?1.*")]
        public int NumberText { get; init; }

        [Url]
        public string? Link { get; init; }

        [Url]
        public Uri? Address { get; init; }

        [EmailAddress]
        public string? Email { get; init; }

        [Phone]
        public string? Phone { get; init; }

        [CreditCard]
        public string? Card { get; init; }

        [Base64String]
        public string? Base64 { get; init; }

        [FileExtensions(Extensions = "png,jpg")]
        public string? File { get; init; }

#pragma warning disable IGN0201 // Says to a form how to show it, no more.
        [DataType(DataType.Password)]
        public string? Password { get; init; }
#pragma warning restore IGN0201

        [Range(1, 10)]
        public int Count { get; init; }

        [Range(-5, 5, MinimumIsExclusive = true)]
        public int? Offset { get; init; }

        [Range(-5, 5, MaximumIsExclusive = true, ErrorMessage = "{0}: {1} to {2}")]
        public short? Small { get; init; }

        [Range(1, 200)]
        public byte Octet { get; init; }

        [Range(1, int.MaxValue)]
        public uint Positive { get; init; }

        [Range(0.5, 1.5)]
        public double Ratio { get; init; }

        [Range(1, 5)]
        public double Rounded { get; init; }

        [Range(1, 5)]
        public decimal? RoundedDecimal { get; init; }

        [Range(0.25, 0.75, MinimumIsExclusive = true, MaximumIsExclusive = true)]
        public float Share { get; init; }

        [Range(0.5, 99.5)]
        public long Large { get; init; }

        [Range(typeof(decimal), "0.10", "9.90")]
        public decimal Price { get; init; }

        [Range(typeof(long), "-5000000000", "5000000000")]
        public long? Wide { get; init; }

        [Range(typeof(Int128), "-5", "170141183460469231731687303715884105727")]
        public Int128 Wider { get; init; }

        [Range(typeof(UInt128), "3", "340282366920938463463374607431768211450")]
        public UInt128? Widest { get; init; }

        [Range(typeof(Half), "0.5", "2.5")]
        public Half Half { get; init; }

        [Range(typeof(DateTime), "2020-01-01", "2021-06-01T12:30:00")]
        public DateTime Moment { get; init; }

        [Range(typeof(DateOnly), "2020-01-01", "2021-06-01")]
        public DateOnly? Date { get; init; }

        [Range(typeof(TimeOnly), "08:00", "17:30")]
        public TimeOnly Clock { get; init; }

        [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
        public TimeSpan Span { get; init; }

        [Range(typeof(DateTimeOffset), "2020-01-01T00:00:00+02:00", "2021-06-01T00:00:00Z")]
        public DateTimeOffset Instant { get; init; }

        [AllowedValues("red", "green", null)]
        [DeniedValues("green", "blue")]
        public string? Color { get; init; }

        [AllowedValues(1, 2, 3)]
        public int Level { get; init; }

        [DeniedValues(2, null)]
        public int? Step { get; init; }

        [AllowedValues(DayOfWeek.Monday, DayOfWeek.Friday)]
        [EnumDataType(typeof(DayOfWeek))]
        public DayOfWeek Day { get; init; }

        [EnumDataType(typeof(DayOfWeek))]
        public string? DayName { get; init; }

        [Compare(nameof(Name))]
        public string? Again { get; init; }

        [Compare(nameof(Title), ErrorMessage = "{0} is not {1}")]
        public string? TitleAgain { get; init; }

        [MinLength(1)]
        [MaxLength(3)]
        public List<int>? List { get; init; }

        [Length(1, 2)]
        public int[]? Array { get; init; }

        [Length(1, 2)]
        public Dictionary<string, int>? Map { get; init; }

        [Even]
        public int Even { get; init; }

        [Even(ErrorMessage = "{0} is odd", Divisor = 3)]
        [Display(Name = "the third")]
        public int? Third { get; init; }

        [NotLike(nameof(Name), nameof(Title))]
        public string? Unlike { get; init; }

        [CustomValidation(typeof(ValidationConnector), nameof(CheckWord))]
        public string? Word { get; init; }

        [Needed]
        [MinLength(3)]
        public string? Needed { get; init; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Count == Level)
            {
                yield return new ValidationResult("Count and level are equal.", [nameof(Count), nameof(Level)]);
            }
        }
    }

    public sealed record Part
    {
        [Range(1, 9)]
        public int Number { get; init; }

        public required string Text { get; init; }

        public List<Part> Parts { get; init; } = [];
    }

    public static ValidationResult? CheckWord(string? word, ValidationContext context) => word is null or { Length: 3 }
        ? ValidationResult.Success
        : new ValidationResult($"{context.DisplayName} has three letters.", [context.MemberName!]);

    [Action]
    public Task<Part> CheckAsync(
        [StringLength(4, MinimumLength = 1)] string text,
        [Range(1, 9), Display(Name = "the number")] int? number,
        [MinLength(1)] IReadOnlyList<Part> parts,
        [Even] int even = 2) => Task.FromResult(new Part { Text = $"{text}{number}{parts.Count}{even}" });
}

public static class Texts
{
    public static string Missing => "Bitte {0} angeben.";

    public static string TooLong => "{0}: höchstens {1} Zeichen.";

    public static string Label => "Bezeichnung";
}

/// <summary>Refuses what its divisor doesn't divide.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class EvenAttribute : ValidationAttribute
{
    public int Divisor { get; set; } = 2;

    public override bool IsValid(object? value) => value is not int number || number % Divisor == 0;
}

/// <summary>Refuses the value of another member, and names that member, too.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotLikeAttribute(params string[] others) : ValidationAttribute
{
    public string[] Others => others;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var config = (ValidationConnector.Config)validationContext.ObjectInstance;
        return value is string text && (text == config.Name || text == config.Title)
            ? new ValidationResult($"{validationContext.DisplayName} is like another.", [validationContext.MemberName!, .. others])
            : ValidationResult.Success;
    }
}

[AttributeUsage(AttributeTargets.Property)]
public sealed class NeededAttribute : RequiredAttribute;

/// <summary>Stands on the type.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BalancedAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is ValidationConnector.Config config && config.Level != 3;
}
