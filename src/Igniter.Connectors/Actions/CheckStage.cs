using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Checks what the connector's method returned, and writes it as JSON where that is asked for.</summary>
internal static class CheckStage
{
    public static void Run<TOutput>(CallTarget target, ActionDefinition action, TypeContract<TOutput>? contract, TOutput output, JsonOutput? json)
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
            json.Data = Write(target, action, contract, output);
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

/// <summary>Where a call by key finds its result, or a stream's current item, as JSON.</summary>
internal sealed class JsonOutput
{
    public JsonElement? Data { get; set; }
}
