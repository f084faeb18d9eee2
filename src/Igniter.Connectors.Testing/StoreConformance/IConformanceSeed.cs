namespace Igniter.Connectors.Testing;

/// <summary>
/// A store, or your decorator of one, that takes many records at once. The cases that need 100,000 connections use it instead of as many calls of
/// <see cref="IConnectorStore.InsertAsync"/>, which take minutes on some databases.
/// </summary>
public interface IConformanceSeed
{
    /// <summary>Inserts records whose keys, ids and webhook secret hashes are new.</summary>
    /// <param name="records">The records, in the order of their ids.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when all are written.</returns>
    Task SeedAsync(IReadOnlyList<ConnectionRecord> records, CancellationToken cancellationToken);
}
