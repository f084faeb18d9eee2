using System.Runtime.InteropServices;
using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Turns JSON into the connector's types: the stored configuration, mended where it no longer fits, and the input.</summary>
internal sealed class ValidateStage(ConfigUpgrade upgrade)
{
    /// <param name="connector">The connector.</param>
    /// <param name="contract">Its configuration's contract.</param>
    /// <param name="record">The connection.</param>
    /// <param name="json">Its configuration in plain text: UTF-8 JSON.</param>
    /// <param name="misfit">Why that can't be used as it is, if it is known already.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The configuration.</returns>
    public ValueTask<object?> ReadConfigAsync(
        RegisteredConnector connector,
        TypeContract contract,
        ConnectionRecord record,
        ReadOnlyMemory<byte> json,
        ConnectorException? misfit,
        CancellationToken cancellationToken)
    {
        ContractFailure? failure = null;
        if (misfit is null)
        {
            failure = ContractReader.Read(contract, json.Span, connector.Services, out object? config);
            if (failure is null)
            {
                return new(config);
            }
        }

        return connector.Definition.OnUpgrade is null
            ? throw ConnectorErrors.StoredConfigInvalid(record.Key, failure!.Errors, failure.Cause)
            : upgrade.RunAsync(connector, contract, record, json, cancellationToken);
    }

    /// <param name="target">What the call is about.</param>
    /// <param name="action">The action.</param>
    /// <param name="contract">Its input's contract.</param>
    /// <param name="input">The input of a typed call.</param>
    /// <param name="json">The input of a call by key; <see langword="null"/> for a typed one.</param>
    /// <returns>The input, checked.</returns>
    public static TInput ReadInput<TInput>(CallTarget target, ActionDefinition action, TypeContract<TInput>? contract, TInput? input, JsonCall? json)
    {
        TInput? value = input;
        ContractFailure? failure = json is not null
            ? Parse(contract, json.Input, target.Connector!.Services, ref value)
            : contract is null ? null : ContractReader.Check(contract, value!, target.Connector!.Services);
        return failure is null ? value! : throw ConnectorErrors.InputInvalid(target.Key, action.Key, failure);
    }

    private static ContractFailure? Parse<TInput>(TypeContract<TInput>? contract, JsonElement json, IServiceProvider services, ref TInput? value)
    {
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
        {
            return new([new("", "The input must be a JSON object.")], null);
        }

        if (contract is null)
        {
            return null;
        }

        ReadOnlySpan<byte> utf8 = json.ValueKind == JsonValueKind.Undefined ? "{}"u8 : JsonMarshal.GetRawUtf8Value(json);
        ContractFailure? failure = ContractReader.Read(contract, utf8, services, out object? parsed);
        if (failure is null)
        {
            value = (TInput)parsed!;
        }

        return failure;
    }
}
