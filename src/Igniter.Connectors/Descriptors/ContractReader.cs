using System.Text.Json;

namespace Igniter.Connectors.Descriptors;

/// <summary>Reads JSON into a contract's type and says everything that is wrong with it.</summary>
internal static class ContractReader
{
    private const string DoesNotParse = "The value doesn't parse: it is of the wrong type, out of range or unknown.";
    private const string CannotBeChecked = "The value can't be checked: its validation threw an exception.";

    /// <summary>Reads, then looks for missing members and runs the generated checks.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="services">For custom validation attributes.</param>
    /// <param name="value">The value; meaningless when something is wrong.</param>
    /// <returns>What is wrong; <see langword="null"/> for nothing.</returns>
    public static ContractFailure? Read(TypeContract contract, ReadOnlySpan<byte> json, IServiceProvider services, out object? value)
    {
        value = null;
        try
        {
            value = JsonSerializer.Deserialize(json, contract.JsonTypeInfo);
        }
        catch (JsonException exception)
        {
            return new([new(SecretCollector.CutPath(PathOf(exception), contract.Shape), DoesNotParse)], exception);
        }
        catch (Exception exception)
        {
            // A setter or constructor of the user's type, or a converter.
            return new([new("", DoesNotParse)], exception);
        }

        if (value is null)
        {
            return new([new("", RequiredMembers.Message)], null);
        }

        ValidationRun run = new(services);
        RequiredMembers.Find(json, contract.Shape, ref run);
        return Check(contract, value, ref run);
    }

    /// <summary>Runs the generated checks.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="value">A value of its type.</param>
    /// <param name="services">For custom validation attributes.</param>
    /// <returns>What is wrong; <see langword="null"/> for nothing.</returns>
    public static ContractFailure? Check(TypeContract contract, object value, IServiceProvider services)
    {
        ValidationRun run = new(services);
        return Check(contract, value, ref run);
    }

    /// <inheritdoc cref="Check(TypeContract, object, IServiceProvider)"/>
    public static ContractFailure? Check<T>(TypeContract<T> contract, T value, IServiceProvider services)
    {
        if (contract.Validator is not { } validator)
        {
            return null;
        }

        ValidationRun run = new(services);
        try
        {
            validator(value, ref run);
        }
        catch (Exception exception)
        {
            return new([new("", CannotBeChecked)], exception);
        }

        return run.Errors is { } errors ? new(Guard(errors, contract, value), null) : null;
    }

    private static ContractFailure? Check(TypeContract contract, object value, ref ValidationRun run)
    {
        IReadOnlyList<ConnectorValidationError>? errors = run.Errors;
        int missing = errors?.Count ?? 0;
        try
        {
            contract.Validate(value, ref run);
        }
        catch (Exception exception)
        {
            return new([new("", CannotBeChecked)], exception);
        }

        errors = run.Errors;
        return errors is null ? null : new(Guard(missing == 0 ? errors : WithoutRepetition(errors, missing), contract, value), null);
    }

    /// <summary>The messages are those of validation attributes, which may have been given the value.</summary>
    private static List<ConnectorValidationError> Guard(IReadOnlyList<ConnectorValidationError> errors, TypeContract contract, object? value)
    {
        KnownSecrets secrets = new();
        secrets.AddMembers(contract, value);
        return [.. errors.Select(error => new ConnectorValidationError(SecretCollector.CutPath(error.Path, contract.Shape), secrets.RemoveFrom(error.Message)))];
    }

    /// <summary>A member that is missing is also null to the generated checks: one message is enough.</summary>
    private static List<ConnectorValidationError> WithoutRepetition(IReadOnlyList<ConnectorValidationError> errors, int missing)
    {
        HashSet<string> paths = new(StringComparer.Ordinal);
        List<ConnectorValidationError> result = [];
        for (int i = 0; i < errors.Count; i++)
        {
            if (i < missing ? paths.Add(errors[i].Path) : !paths.Contains(errors[i].Path))
            {
                result.Add(errors[i]);
            }
        }

        return result;
    }

    /// <summary>System.Text.Json writes <c>$.endpoints[0].url</c>.</summary>
    private static string PathOf(JsonException exception)
    {
        string path = exception.Path ?? "";
        return path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path.TrimStart('$');
    }
}

/// <summary>What is wrong with a value.</summary>
/// <param name="Errors">At least one.</param>
/// <param name="Cause">The exception that said so, if one did.</param>
internal sealed record ContractFailure(IReadOnlyList<ConnectorValidationError> Errors, Exception? Cause);
