namespace Igniter.Connectors.Generators.Tests.Validation;

/// <summary>Attributes that the compiler doesn't understand yet.</summary>
public sealed class HalfTypedTests
{
    [Theory]
    [InlineData("Range(0.25, 'a, MinimumIsExclusive = true)")]
    [InlineData("Range(0.25, '")]
    [InlineData("Range(1, (int)Unknown)")]
    [InlineData("Range((double)Unknown, 5)")]
    [InlineData("Range(typeof(Unknown), (string)Unknown, \"1\")")]
    [InlineData("Length((int)Unknown, 3)")]
    [InlineData("AllowedValues((int)Unknown, new object[] { (int)Unknown })")]
    [InlineData("RegularExpression((string)Unknown)")]
    [InlineData("Range(")]
    [InlineData("StringLength('a)")]
    [InlineData("AllowedValues(1, 'a, Unknown)")]
    [InlineData("AllowedValues(1, Unknown.Value)")]
    [InlineData("Compare(nameof()")]
    [InlineData("RegularExpression(")]
    [InlineData("CustomValidation(typeof(), \"a\")")]
    [InlineData("EnumDataType(typeof()")]
    public void An_attribute_that_is_being_typed_breaks_nothing(string attribute)
    {
        Generated generated = Generated.FromFaulty($$"""
            using System.ComponentModel.DataAnnotations;
            using Igniter.Connectors;

            [Connector("x")]
            public sealed partial class XConnector
            {
                public sealed class Config
                {
                    [{{attribute}}] public double A { get; set; }
                }
            }
            """);

        Assert.Contains("XScopedClient", generated.Text, StringComparison.Ordinal);
    }
}
