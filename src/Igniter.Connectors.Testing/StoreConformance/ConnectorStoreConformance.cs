namespace Igniter.Connectors.Testing;

/// <summary>
/// What every <see cref="IConnectorStore"/> must do, as cases for any test framework: give each case a way to make an empty store and run it.
/// A store that passes all of them works with the SDK.
/// </summary>
/// <remarks>
/// <para>
/// Every case gets a store of its own that holds nothing, so it may be a new database, a new file, or one database whose tables were emptied. Cases use up
/// to 64 threads and no clock but the times they pass. What a case demands is said in its <see cref="StoreConformanceCase.Description"/> and, member by
/// member, in <see cref="IConnectorStore"/>; how a store may keep records is its own matter.
/// </para>
/// <para>
/// Texts that a collation takes for one text are the usual trap: use <see cref="ConnectionKey.Hash"/> and <see cref="TenantKey.Hash"/> as keys, and keep
/// the other texts that are compared as bytes. The second is a condition and a write in two steps: each of them must be one statement or one transaction
/// that others wait for.
/// </para>
/// <para>
/// The last case needs 100,000 connections. A store, or your decorator of it, that implements <see cref="IConformanceSeed"/> gets them at once. What the
/// suite can't see is for you to test: that acknowledged writes survive a crash, and that a second process is kept out or works.
/// </para>
/// </remarks>
/// <example>
/// With xUnit, one theory runs them all:
/// <code>
/// public static TheoryData&lt;string&gt; Names => [.. ConnectorStoreConformance.Cases.Select(test => test.Name)];
///
/// [Theory, MemberData(nameof(Names))]
/// public Task Conforms(string name) =>
///     ConnectorStoreConformance.Cases.Single(test => test.Name == name).RunAsync(_ => new(new MyStore()));
/// </code>
/// </example>
public static class ConnectorStoreConformance
{
    /// <summary>All cases, from the basics to the load.</summary>
    public static IReadOnlyList<StoreConformanceCase> Cases { get; } =
    [
        .. ConnectionCases.All,
        .. RoundTripCases.All,
        .. TenantCases.All,
        .. ListingCases.All,
        .. MaintenanceCases.All,
        .. WebhookSecretCases.All,
        .. LeaseCases.All,
        .. OneTimeCases.All,
        .. ClaimCases.All,
        .. ConcurrencyCases.All,
        .. LoadCases.All,
    ];
}
