using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Checks what the connector's method returned, and writes it as JSON where that is asked for.</summary>
internal static class CheckStage
{
    public static void Run<TOutput>(CallTarget target, ActionDefinition action, TypeContract<TOutput>? contract, TOutput output, JsonCall? json)
    {
        if (contract is null)
        {
            return;
        }

        ContractFailure? failure = output is not null
            ? ContractReader.Check(contract, output, target.Connector!.Services)
            : action.OutputIsNullable ? null : new([new("", RequiredMembers.Message)], null);
        if (failure is not null)
        {
            throw ConnectorErrors.OutputInvalid(target.Key, action.Key, failure);
        }

        if (json is not null)
        {
            json.Output = Write(target, action, contract, output);
        }
    }

    private static JsonElement Write<TOutput>(CallTarget target, ActionDefinition action, TypeContract<TOutput> contract, TOutput output)
    {
        try
        {
            return JsonSerializer.SerializeToElement(output, contract.Json);
        }
        catch (Exception exception)
        {
            // A getter of the user's type, a converter, or a cycle.
            ContractFailure failure = new([new("", $"The result can't be written as JSON: {exception.GetType().Name}.")], exception);
            throw ConnectorErrors.OutputInvalid(target.Key, action.Key, failure);
        }
    }
}

/// <summary>What a call by key takes and gives instead of objects.</summary>
/// <param name="input">The input.</param>
internal sealed class JsonCall(JsonElement input)
{
    public JsonElement Input { get; } = input;

    /// <summary>The result, or a stream's current item.</summary>
    public JsonElement? Output { get; set; }
}
