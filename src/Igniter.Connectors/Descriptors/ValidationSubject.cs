using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Igniter.Connectors.Descriptors;

/// <summary>What a user's own check looks at. Its results are added under the names that JSON has for the members.</summary>
/// <param name="instance">The object.</param>
/// <param name="jsonName">Gives the JSON name of a member of the object; the name itself for one it doesn't know.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ValidationSubject(object instance, Func<string, string> jsonName)
{
    /// <summary>Asks a validation attribute. A number that is too large for it, or a text that it can't match in time, is wrong.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="value">The member's value, or the object itself.</param>
    /// <param name="member">The member's C# name; <see langword="null"/> for the object itself.</param>
    /// <param name="displayName">Its name for people.</param>
    /// <param name="run">Gets what is wrong.</param>
    /// <returns>Whether the value is right.</returns>
    public bool Ask(ValidationAttribute attribute, object? value, string? member, string displayName, ref ValidationRun run)
    {
        ValidationResult? result;
        try
        {
            result = attribute.GetValidationResult(value, Context(member, displayName, run));
        }
        catch (Exception exception) when (exception is OverflowException or RegexMatchTimeoutException)
        {
            result = new ValidationResult(attribute.FormatErrorMessage(displayName));
        }

        return Take(result, member, "", ref run);
    }

    /// <summary>Makes the context that attributes and methods get.</summary>
    /// <param name="member">The member's C# name; <see langword="null"/> for the object itself.</param>
    /// <param name="displayName">Its name for people.</param>
    /// <param name="run">Has the services.</param>
    /// <returns>The context.</returns>
    public ValidationContext Context(string? member, string displayName, in ValidationRun run) =>
        new(instance, displayName, run.Services, items: null) { MemberName = member };

    /// <summary>Adds what <see cref="IValidatableObject"/> finds.</summary>
    /// <param name="displayName">The type's name for people.</param>
    /// <param name="run">Gets what is wrong.</param>
    public void AskItself(string displayName, ref ValidationRun run)
    {
        foreach (ValidationResult? result in ((IValidatableObject)instance).Validate(Context(null, displayName, run)) ?? [])
        {
            Take(result, null, $"{displayName} is not valid.", ref run);
        }
    }

    /// <summary>Adds a result.</summary>
    /// <param name="result">The result; <see langword="null"/> for success.</param>
    /// <param name="member">The member's C# name, where the result names none; <see langword="null"/> for the object itself.</param>
    /// <param name="message">For a result without a message.</param>
    /// <param name="run">Gets what is wrong.</param>
    /// <returns>Whether the result is success.</returns>
    public bool Take(ValidationResult? result, string? member, string message, ref ValidationRun run)
    {
        if (result == ValidationResult.Success)
        {
            return true;
        }

        string text = string.IsNullOrEmpty(result!.ErrorMessage) ? message : result.ErrorMessage;
        bool isNamed = false;
        foreach (string? name in result.MemberNames ?? [])
        {
            isNamed = true;
            run.Add(string.IsNullOrEmpty(name) ? "" : jsonName(name), text);
        }

        if (!isNamed)
        {
            run.Add(member is null ? "" : jsonName(member), text);
        }

        return false;
    }
}
