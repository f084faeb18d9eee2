namespace Igniter.Connectors.Testing;

/// <summary>
/// What every <see cref="IConnectorStore"/> must do, as cases for any test framework: give each case a way to make an empty store and run it.
/// A store that passes all of them works with the SDK.
/// </summary>
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
