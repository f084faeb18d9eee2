using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Calls the connector's method.</summary>
internal static class CallStage
{
    public static ValueTask<TOutput> RunAsync<TInput, TOutput>(
        ActionDefinition<TInput, TOutput> action, ConnectorCall call, TInput input, TimeLimit? limit, CancellationToken cancellationToken) =>
        action.UsesContext
            ? RunInContextAsync(action, call, input, limit, cancellationToken)
            : InvokeAsync(action, call, input, limit, cancellationToken);

    private static async ValueTask<TOutput> RunInContextAsync<TInput, TOutput>(
        ActionDefinition<TInput, TOutput> action, ConnectorCall call, TInput input, TimeLimit? limit, CancellationToken cancellationToken)
    {
        await ContextStage.EnterAsync(action, call, limit, cancellationToken).ConfigureAwait(false);
        return await InvokeAsync(action, call, input, limit, cancellationToken).ConfigureAwait(false);
    }

    private static ValueTask<TOutput> InvokeAsync<TInput, TOutput>(
        ActionDefinition<TInput, TOutput> action, ConnectorCall call, TInput input, TimeLimit? limit, CancellationToken cancellationToken)
    {
        ValueTask<TOutput> pending;
        try
        {
            pending = action.Invoke(call, input);
        }
        catch (Exception exception) when (HandlerFailure.IsFailure(exception, cancellationToken))
        {
            throw Translate(action, call.Key, limit, exception);
        }

        return pending.IsCompletedSuccessfully ? pending : WaitAsync(action, call, pending, limit, cancellationToken);
    }

    private static async ValueTask<TOutput> WaitAsync<TOutput>(
        ActionDefinition action, ConnectorCall call, ValueTask<TOutput> pending, TimeLimit? limit, CancellationToken cancellationToken)
    {
        try
        {
            return limit is null ? await pending.ConfigureAwait(false) : await limit.WaitAsync(pending).ConfigureAwait(false);
        }
        catch (Exception exception) when (HandlerFailure.IsFailure(exception, cancellationToken))
        {
            throw Translate(action, call.Key, limit, exception);
        }
    }

    /// <summary>Starts a stream; its items come from <see cref="MoveNextAsync"/>.</summary>
    public static IAsyncEnumerator<TItem> Start<TInput, TItem>(
        StreamDefinition<TInput, TItem> action, ConnectorCall call, TInput input, CancellationToken cancellationToken)
    {
        try
        {
            return action.Invoke(call, input).GetAsyncEnumerator(call.CancellationToken);
        }
        catch (Exception exception) when (HandlerFailure.IsFailure(exception, cancellationToken))
        {
            throw ConnectorErrors.ActionFailed(call.Key, action.Key, exception);
        }
    }

    public static async ValueTask<bool> MoveNextAsync<TItem>(
        ActionDefinition action, ConnectionKey key, IAsyncEnumerator<TItem> items, TimeLimit? limit, CancellationToken cancellationToken)
    {
        try
        {
            return limit is null
                ? await items.MoveNextAsync().ConfigureAwait(false)
                : await limit.WaitAsync(items.MoveNextAsync()).ConfigureAwait(false);
        }
        catch (Exception exception) when (HandlerFailure.IsFailure(exception, cancellationToken))
        {
            throw Translate(action, key, limit, exception);
        }
    }

    /// <summary>Runs the connection test; its context is a part of what is tested.</summary>
    public static async ValueTask TestAsync(ConnectorDefinition connector, ConnectorCall call, CancellationToken cancellationToken)
    {
        try
        {
            if (connector.TestUsesContext && connector.OnContext is { } onContext)
            {
                call.State = await onContext(call).ConfigureAwait(false);
            }

            await connector.Test!(call).ConfigureAwait(false);
        }
        catch (Exception exception) when (HandlerFailure.IsFailure(exception, cancellationToken))
        {
            throw ConnectorErrors.TestFailed(call.Key, exception);
        }
    }

    private static ConnectorException Translate(ActionDefinition action, ConnectionKey key, TimeLimit? limit, Exception exception) =>
        limit is { HasExpired: true } && exception is OperationCanceledException
            ? ConnectorErrors.ActionTimedOut(key, action.Key, limit.Seconds, exception)
            : ConnectorErrors.ActionFailed(key, action.Key, exception);
}
