using System.ComponentModel.DataAnnotations;
using System.Runtime.InteropServices;
using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>The way of a new configuration up to the store: parse, generated checks, <see cref="OnValidateAttribute"/>, encrypt.</summary>
internal sealed class ConfigIntake(ConfigProtector protector)
{
    /// <summary>Reads and checks JSON from a call by key.</summary>
    /// <returns>The configuration; <see langword="null"/> for a connector without.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_CONFIG_INVALID.</exception>
    public static object? Parse(RegisteredConnector connector, ConnectionKey key, JsonElement json)
    {
        if (connector.Definition.Config is not { } contract)
        {
            return null;
        }

        ReadOnlySpan<byte> utf8 = json.ValueKind == JsonValueKind.Undefined ? "{}"u8 : JsonMarshal.GetRawUtf8Value(json);
        ContractFailure? failure = ContractReader.Read(contract, utf8, connector.Services, out object? config);
        return failure is null ? config : throw ConnectorErrors.ConfigInvalid(key, failure.Errors, failure.Cause);
    }

    /// <summary>Checks an object from a typed client.</summary>
    /// <exception cref="ConnectorException">CONNECTOR_CONFIG_INVALID.</exception>
    public static void Check(RegisteredConnector connector, ConnectionKey key, object config)
    {
        if (ContractReader.Check(connector.Definition.Config!, config, connector.Services) is { } failure)
        {
            throw ConnectorErrors.ConfigInvalid(key, failure.Errors, failure.Cause);
        }
    }

    /// <summary>Asks the connector, then encrypts.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="key">Whose configuration.</param>
    /// <param name="config">A configuration that passed the generated checks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">CONNECTOR_CONFIG_INVALID, CONNECTOR_ACTION_FAILED or CONNECTOR_ENCRYPT_FAILED.</exception>
    public async ValueTask<ProtectedConfig> AcceptAsync(
        RegisteredConnector connector, ConnectionKey key, object? config, CancellationToken cancellationToken)
    {
        await ValidateAsync(connector, key, config, cancellationToken).ConfigureAwait(false);
        return await EncryptAsync(connector, key, config, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the connector.</summary>
    /// <exception cref="ConnectorException">CONNECTOR_CONFIG_INVALID or CONNECTOR_ACTION_FAILED.</exception>
    public static async ValueTask ValidateAsync(RegisteredConnector connector, ConnectionKey key, object? config, CancellationToken cancellationToken)
    {
        if (connector.Definition.OnValidate is { } onValidate)
        {
            await AskAsync(onValidate, new ConnectorCall(connector, key, config, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Encrypts a configuration that passed all checks.</summary>
    /// <exception cref="ConnectorException">CONNECTOR_CONFIG_INVALID or CONNECTOR_ENCRYPT_FAILED.</exception>
    public async ValueTask<ProtectedConfig> EncryptAsync(RegisteredConnector connector, ConnectionKey key, object? config, CancellationToken cancellationToken)
    {
        if (config is null || connector.Definition.Config is not { } contract)
        {
            return new ProtectedConfig(default, "", "", 0);
        }

        byte[] json = Serialize(contract, key, config);
        return await protector.ProtectAsync(json, contract.Shape, key, cancellationToken).ConfigureAwait(false);
    }

    public static byte[] Serialize(TypeContract contract, ConnectionKey key, object config)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(config, contract.JsonTypeInfo);
        }
        catch (Exception exception)
        {
            // A getter of the user's type, a converter, or a number that JSON doesn't have.
            throw ConnectorErrors.ConfigInvalid(key, [new("", "The configuration can't be written as JSON.")], exception);
        }
    }

    private static async ValueTask AskAsync(Func<ConnectorCall, ValueTask> onValidate, ConnectorCall call, CancellationToken cancellationToken)
    {
        try
        {
            await onValidate(call).ConfigureAwait(false);
        }
        catch (Exception exception) when (HandlerFailure.IsCancellation(exception, cancellationToken))
        {
            throw;
        }
        catch (ValidationException exception)
        {
            throw ConnectorErrors.ConfigInvalid(call.Key, ErrorsOf(exception, call.FindSecrets()), exception);
        }
        catch (ConnectorException exception)
        {
            exception.Hide(call.FindSecrets());
            if (exception.Code == ConnectorErrorCodes.ConnectorConfigInvalid)
            {
                throw;
            }

            IReadOnlyList<ConnectorValidationError> errors = exception.SafeErrors;
            throw ConnectorErrors.ConfigInvalid(call.Key, errors.Count > 0 ? errors : [new("", exception.SafeMessage)], exception);
        }
        catch (Exception exception)
        {
            throw ConnectorErrors.HookFailed(call.Key, "OnValidate", null, exception);
        }
        finally
        {
            await call.DisposeResourcesAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The message of a <see cref="ValidationException"/> is written for people. Its value isn't, nor are the secrets that may stand in the message.</summary>
    private static ConnectorValidationError[] ErrorsOf(ValidationException exception, KnownSecrets secrets)
    {
        string message = secrets.RemoveFrom(exception.ValidationResult.ErrorMessage ?? exception.Message);
        ConnectorValidationError[] errors =
        [
            .. exception.ValidationResult.MemberNames.Select(name => new ConnectorValidationError(JsonNamingPolicy.CamelCase.ConvertName(name), message)),
        ];
        return errors.Length > 0 ? errors : [new("", message)];
    }
}
