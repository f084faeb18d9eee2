using System.Globalization;

namespace Igniter.Connectors.Generators.Tests.Validation;

public sealed class MessageTests
{
    [Fact]
    public void A_message_of_the_attribute_is_a_format_of_name_and_arguments()
    {
        string[] errors = ValidatorHarness.CheckOne(
            """
            public sealed class Config
            {
                [Required(ErrorMessage = "{0}?")] public string? A { get; set; }
                [StringLength(5, MinimumLength = 2, ErrorMessage = "{0} {1} {2}")] public string B { get; set; } = "x";
                [Range(1, 5, ErrorMessage = "{0} {1} {2} {{3}}")] public int C { get; set; }
                [RegularExpression("{x}", ErrorMessage = "{0} {1}")] public string D { get; set; } = "d";
                [MinLength(2, ErrorMessage = "{0} {1}")] public string E { get; set; } = "e";
                [Length(2, 3, ErrorMessage = "{0} {1} {2}")] public string F { get; set; } = "f";
                [Url(ErrorMessage = "plain")] public string G { get; set; } = "g";
                [AllowedValues("x", ErrorMessage = "{0}!")] public string H { get; set; } = "h";
                [Compare("A", ErrorMessage = "{0}/{1}")] public string I { get; set; } = "i";
                [Required(ErrorMessage = "")] public string? J { get; set; }
                [Range(1, 5, ErrorMessage = "{0} {7} {")] public int K { get; set; }
            }
            """,
            "new Config()");

        Assert.Equal(
            [
                "a: A?",
                "b: B 5 2",
                "c: C 1 5 {3}",
                "d: D {x}",
                "e: E 2",
                "f: F 2 3",
                "g: plain",
                "h: H!",
                "i: I/A",
                "j: The J field is required.",
                "k: {0} {7} {",
            ],
            errors);
    }

    [Fact]
    public void Display_names_a_member_for_people()
    {
        string[] errors = ValidatorHarness.CheckOne(
            """
            public sealed class Config
            {
                [Display(Name = "first"), Required] public string? A { get; set; }
                [DisplayName("second"), Required] public string? B { get; set; }
                [Display(Name = "third"), DisplayName("no")] public string C { get; set; } = null!;
                [Display(Prompt = "x"), Required] public string? D { get; set; }
                [Display(Name = "{0}"), Required] public string? E { get; set; }
            }
            """,
            "new Config()");

        Assert.Equal(
            ["a: The first field is required.", "b: The second field is required.", "c: The third field is required.", "d: The D field is required.", "e: The {0} field is required."],
            errors);
    }

    [Fact]
    public void Texts_in_resources_are_read_when_the_check_fails()
    {
        ValidatorHarness harness = ValidatorHarness.Compile(
            """
            public static class Texts
            {
                public static int Count;
                public static string Name => "name" + ++Count;
                public static string? Message => "{0} of {1}";
                public static int NoText => 1;
            }
            public sealed class Config
            {
                [Display(Name = nameof(Texts.Name), ResourceType = typeof(Texts))]
                [StringLength(1, ErrorMessageResourceType = typeof(Texts), ErrorMessageResourceName = nameof(Texts.Message))]
                public string A { get; set; } = "aa";
                [StringLength(1, ErrorMessageResourceType = typeof(Texts), ErrorMessageResourceName = nameof(Texts.NoText))]
                public string B { get; set; } = "aa";
            }
            """,
            "new Config()");

        Assert.Equal("a: name1 of 1", harness.Errors(0)[0]);
        Assert.Equal("a: name2 of 1", harness.Errors(0)[0]);
        Assert.Equal("b: The field B must be a string with a maximum length of 1.", harness.Errors(0)[1]);
    }

    [Fact]
    public void Numbers_and_dates_are_written_in_the_readers_culture()
    {
        ValidatorHarness harness = ValidatorHarness.Compile(
            """
            public sealed class Config
            {
                [Range(0.5, 1.5)] public double A { get; set; }
                [Range(typeof(DateOnly), "2020-12-31", "2021-12-31")] public DateOnly B { get; set; }
                [Range(1, 5, ErrorMessage = "{1:N2}")] public int C { get; set; }
                [Range(typeof(decimal), "0.10", "2")] public decimal D { get; set; }
            }
            """,
            "new Config()");

        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(
                ["a: The field A must be between 0,5 and 1,5.", "b: The field B must be between 31.12.2020 and 31.12.2021.", "c: 1,00", "d: The field D must be between 0,10 and 2."],
                harness.Errors(0));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void No_message_holds_the_value()
    {
        string[] errors = ValidatorHarness.CheckOne(
            """
            public enum Color { Red }
            public sealed class Config
            {
                [StringLength(2), MinLength(50), Length(50, 60), RegularExpression("x"), Url, EmailAddress, Phone, CreditCard, Base64String]
                [AllowedValues("x"), DeniedValues("s3cr3t!"), Compare("B")] public string A { get; set; } = "s3cr3t!";
                [Range(1, 2)] public int B { get; set; } = 987654;
                public Color C { get; set; } = (Color)987654;
            }
            """,
            "new Config()");

        Assert.Equal(14, errors.Length);
        Assert.DoesNotContain(errors, error => error.Contains("s3cr3t", StringComparison.Ordinal) || error.Contains("987654", StringComparison.Ordinal));
    }
}
