using System.Text.Json;

namespace Igniter.Connectors;

/// <summary>An action by its key, for code that learns it at run time.</summary>
public sealed class ConnectorAction
{
    private readonly JsonActionCaller _caller;
    private readonly CallTarget _target;

    internal ConnectorAction(JsonActionCaller caller, CallTarget target, string action)
    {
        _caller = caller;
        _target = target;
        Key = action;
    }

    /// <summary>The connector's key.</summary>
    public string Connector => _target.Key.Connector;

    /// <summary>The action's key.</summary>
    public string Key { get; }

    /// <summary>Calls the action. Doesn't throw for an error that can be foreseen.</summary>
    /// <param name="input">A JSON object with a member for each input parameter; nothing counts as an empty one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The result or the error.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ConnectorActionResult> CallAsync(JsonElement input = default, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _caller.CallAsync(_target, Key, input, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException error)
        {
            return new ConnectorActionResult(error);
        }
    }

    /// <summary>Calls a streaming action.</summary>
    /// <param name="input">A JSON object with a member for each input parameter; nothing counts as an empty one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The items as JSON.</returns>
    /// <exception cref="ConnectorException">From the enumeration, with the code that <see cref="CallAsync"/> would return.</exception>
    public IAsyncEnumerable<JsonElement> StreamAsync(JsonElement input = default, CancellationToken cancellationToken = default) =>
        _caller.StreamAsync(_target, Key, input, cancellationToken);
}
