using Igniter.Connectors.LiteDb;
using Igniter.Connectors.Testing;

namespace Igniter.Connectors.Stores.Tests;

public sealed class InMemoryConformanceTests
{
    public static TheoryData<string> Names => [.. ConnectorStoreConformance.Cases.Select(test => test.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task In_memory_store_conforms(string name) =>
        Conformance.Run(name, () => new InMemoryConnectorStore());
}

public sealed class LiteDbConformanceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> Names => [.. ConnectorStoreConformance.Cases.Select(test => test.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task LiteDb_store_conforms(string name) =>
        Conformance.Run(name, () => new LiteDbConnectorStore(_directory.File("connectors.db")));

    public void Dispose() => _directory.Dispose();
}

internal static class Conformance
{
    public static Task Run(string name, Func<IConnectorStore> create) =>
        ConnectorStoreConformance.Cases.Single(test => test.Name == name).RunAsync(_ => new(create()), TestContext.Current.CancellationToken);
}
