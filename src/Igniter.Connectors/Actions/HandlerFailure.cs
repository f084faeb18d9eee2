namespace Igniter.Connectors;

/// <summary>Tells what an exception of a connector's code means.</summary>
internal static class HandlerFailure
{
    /// <summary>
    /// Whether it becomes an error of the SDK. The caller's cancellation and a <see cref="ConnectorException"/> pass through as they are.
    /// </summary>
    public static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is not ConnectorException && !IsCancellation(exception, cancellationToken);

    public static bool IsCancellation(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && cancellationToken.IsCancellationRequested;
}
