using Corpus.Validation;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors.Generated.Tests.Validation;

public sealed class InputValidationTests
{
    [Fact]
    public void Attributes_of_parameters_count_for_the_input_and_the_objects_in_it()
    {
        ValidationConnector.IgniterGenerated.CheckInput input = new()
        {
            text = "",
            number = 10,
            parts = [new() { Text = "t", Number = 1 }, new() { Text = null!, Parts = [new() { Text = "t" }] }],
            even = 3,
        };

        Assert.Equal(
            [
                "text: The field text must be a string with a minimum length of 1 and a maximum length of 4.",
                "number: The field the number must be between 1 and 9.",
                "parts[1].number: The field Number must be between 1 and 9.",
                "parts[1].text: The Text field is required.",
                "parts[1].parts[0].number: The field Number must be between 1 and 9.",
                "even: The field even is invalid.",
            ],
            Errors(ValidationConnector.IgniterGenerated.CheckInputContract, input));
    }

    [Fact]
    public void A_result_is_checked_and_must_not_be_null()
    {
        TypeContract<ValidationConnector.Part> contract = ValidationConnector.IgniterGenerated.PartContract;

        Assert.Empty(Errors(contract, new ValidationConnector.Part { Text = "t", Number = 1 }));
        Assert.Equal(["number: The field Number must be between 1 and 9."], Errors(contract, new ValidationConnector.Part { Text = "t" }));
        Assert.Equal([": The value is required."], Errors(contract, null));
    }

    private static string[] Errors(TypeContract contract, object? value)
    {
        ValidationRun run = default;
        contract.Validate(value, ref run);
        return [.. (run.Errors ?? []).Select(error => $"{error.Path}: {error.Message}")];
    }
}
