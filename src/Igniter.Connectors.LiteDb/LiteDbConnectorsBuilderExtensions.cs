using Igniter.Connectors;
using Igniter.Connectors.LiteDb;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses the embedded store.</summary>
public static class LiteDbConnectorsBuilderExtensions
{
    /// <summary>
    /// Keeps the connections in one LiteDB file, without a server. It is opened when <see cref="ConnectorManager"/> is made; one process at a time can
    /// have it open.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The file's path; it and its directory are made when they don't exist.</param>
    /// <returns>The builder.</returns>
    public static ConnectorsBuilder UseLiteDb(this ConnectorsBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return builder.UseStore(_ => new LiteDbConnectorStore(path));
    }
}
