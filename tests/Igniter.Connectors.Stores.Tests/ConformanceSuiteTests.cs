using Igniter.Connectors.Testing;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>The suite itself: it finds faults, and is fit to be run by strangers.</summary>
public sealed class ConformanceSuiteTests
{
    public static TheoryData<string> Faults => [.. FaultyStores.All.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_faulty_store_is_found(string fault)
    {
        List<string> failed = [];
        foreach (StoreConformanceCase test in ConnectorStoreConformance.Cases.Where(test => !test.Name.Contains("hundred-thousand", StringComparison.Ordinal)))
        {
            try
            {
                await test.RunAsync(_ => new(FaultyStores.All[fault]()), TestContext.Current.CancellationToken);
            }
            catch (StoreConformanceException exception)
            {
                Assert.StartsWith(test.Name, exception.Message, StringComparison.Ordinal);
                failed.Add(test.Name);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A fault may also show as an exception of the store's own.
                failed.Add(test.Name);
            }
        }

        Assert.NotEmpty(failed);
    }

    [Fact]
    public void Cases_have_unique_names_and_a_description()
    {
        Assert.Equal(ConnectorStoreConformance.Cases.Count, ConnectorStoreConformance.Cases.DistinctBy(test => test.Name).Count());
        Assert.All(ConnectorStoreConformance.Cases, test => Assert.Matches("^[a-z'-]+$", test.Name));
        Assert.All(ConnectorStoreConformance.Cases, test => Assert.EndsWith(".", test.Description, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_disposable_store_is_disposed_also_when_it_fails()
    {
        var store = new DisposableStore();

        await Assert.ThrowsAsync<StoreConformanceException>(() => ConnectorStoreConformance.Cases
            .Single(test => test.Name == "an-insert-is-read-back")
            .RunAsync(_ => new(store), TestContext.Current.CancellationToken));

        Assert.True(store.Disposed);
    }

    private sealed class DisposableStore() : StoreDecorator(new InMemoryConnectorStore()), IDisposable
    {
        public bool Disposed { get; private set; }

        public override ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken) => new(false);

        public void Dispose() => Disposed = true;
    }
}
