using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>What operations on connections ask about grants.</summary>
internal interface IConnectionGrants
{
    /// <summary>Opens the grant of a connection for a call, renewed if it is about to expire.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="record">The connection; <see langword="null"/> for a call without one.</param>
    /// <param name="isUsed">Whether the call can reach the token: only then it is worth a renewal.</param>
    /// <param name="cancellationToken">Cancels the wait for a renewal.</param>
    /// <returns>The grant; <see langword="null"/> for a connector without OAuth and for a call that doesn't use it.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_REAUTHORIZATION_REQUIRED and what a renewal may fail with.</exception>
    ValueTask<IGrantAccess?> OpenAsync(RegisteredConnector connector, ConnectionRecord? record, bool isUsed, CancellationToken cancellationToken);

    /// <summary>The grant as it is, for a hook that runs while the connection is made or removed.</summary>
    /// <returns><see langword="null"/> where there is none, or it can't be read.</returns>
    ValueTask<IGrantAccess?> PeekAsync(RegisteredConnector connector, ConnectionRecord record, CancellationToken cancellationToken);

    /// <summary>The record with a grant in the place of the one it had.</summary>
    ValueTask<ConnectionRecord> PutAsync(ConnectionRecord record, StoredGrant grant, GrantInfo info, CancellationToken cancellationToken);

    /// <summary>Revokes the grant of a connection that was removed.</summary>
    /// <returns>Whether the provider revoked it.</returns>
    Task<bool> RevokeAsync(RegisteredConnector? connector, ConnectionRecord removed);

    /// <summary>What the user granted.</summary>
    string[] ScopesOf(ConnectionRecord record);

    /// <summary>Whether the connector gets its tokens by itself, with client credentials.</summary>
    bool IsOwn(RegisteredConnector connector);

    /// <summary>Stores what isn't stored yet, before the process ends.</summary>
    ValueTask EndAsync();
}

/// <summary>What there is to say where no connector has OAuth.</summary>
internal sealed class NoGrants : IConnectionGrants
{
    public ValueTask<IGrantAccess?> OpenAsync(
        RegisteredConnector connector, ConnectionRecord? record, bool isUsed, CancellationToken cancellationToken) => default;

    public ValueTask<IGrantAccess?> PeekAsync(RegisteredConnector connector, ConnectionRecord record, CancellationToken cancellationToken) => default;

    public ValueTask<ConnectionRecord> PutAsync(ConnectionRecord record, StoredGrant grant, GrantInfo info, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("No connector has OAuth, so no flow ends in a grant.");

    public Task<bool> RevokeAsync(RegisteredConnector? connector, ConnectionRecord removed) => Task.FromResult(false);

    public string[] ScopesOf(ConnectionRecord record) => [];

    public bool IsOwn(RegisteredConnector connector) => false;

    public ValueTask EndAsync() => ValueTask.CompletedTask;
}
