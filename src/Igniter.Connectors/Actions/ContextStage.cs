using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>Makes the object of <see cref="OnContextAttribute"/> before the call, and disposes everything the call made after it.</summary>
internal sealed class ContextStage(ILogger logger)
{
    public static ValueTask EnterAsync(ActionDefinition action, ConnectorCall call, TimeLimit? limit, CancellationToken cancellationToken) =>
        action.UsesContext && call.Definition.OnContext is { } onContext
            ? EnterAsync(onContext, action, call, limit, cancellationToken)
            : ValueTask.CompletedTask;

    /// <param name="call">The call; <see langword="null"/> when it didn't get that far.</param>
    /// <param name="action">For a log message.</param>
    /// <param name="limit">The call's time limit, if it has one.</param>
    /// <param name="items">What a streaming method returned.</param>
    public ValueTask LeaveAsync(ConnectorCall? call, string action, TimeLimit? limit, IAsyncDisposable? items = null)
    {
        if (limit?.Abandoned is { } abandoned)
        {
            _ = LeaveAfterAsync(abandoned, call, action, limit, items);
            return ValueTask.CompletedTask;
        }

        limit?.Dispose();
        return items is not null || call is { HasResources: true } ? DisposeAsync(call!, action, items) : ValueTask.CompletedTask;
    }

    private static async ValueTask EnterAsync(
        Func<ConnectorCall, ValueTask<object?>> onContext,
        ActionDefinition action,
        ConnectorCall call,
        TimeLimit? limit,
        CancellationToken cancellationToken)
    {
        try
        {
            call.State = limit is null
                ? await onContext(call).ConfigureAwait(false)
                : await limit.WaitAsync(onContext(call)).ConfigureAwait(false);
        }
        catch (Exception exception) when (HandlerFailure.IsFailure(exception, cancellationToken))
        {
            throw limit is { HasExpired: true } && exception is OperationCanceledException
                ? ConnectorErrors.ActionTimedOut(call.Key, action.Key, limit.Seconds, exception)
                : ConnectorErrors.HookFailed(call.Key, "OnContext", action.Key, exception);
        }
    }

    private async Task LeaveAfterAsync(Task abandoned, ConnectorCall? call, string action, TimeLimit limit, IAsyncDisposable? items)
    {
        await abandoned.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        limit.Dispose();
        await DisposeAsync(call!, action, items).ConfigureAwait(false);
    }

    private async ValueTask DisposeAsync(ConnectorCall call, string action, IAsyncDisposable? items)
    {
        try
        {
            try
            {
                if (items is not null)
                {
                    await items.DisposeAsync().ConfigureAwait(false);
                }
            }
            finally
            {
                await call.DisposeResourcesAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // The call's outcome stands.
            Log.DisposalFailed(logger, action, call.Key.Connector, exception.GetType().Name, exception.StackTrace);
        }
    }
}
