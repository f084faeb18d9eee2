namespace Igniter.Connectors.Generators.Tests;

public sealed class ClientTests
{
    [Fact]
    public void A_connector_gets_its_clients()
    {
        Generated generated = Generated.From("""
            using Igniter.Connectors;
            namespace Acme;
            [Connector("x")]
            public sealed partial class XConnector
            {
                [Action] public Task<int> AddAsync(int left, int? right, CancellationToken ct) => Task.FromResult(left + right ?? 0);
            }
            """);

        Assert.Equal(
            "Task<int> AddAsync(int left, int? right = null, CancellationToken ct = default)",
            Signature.Of(generated.Method("Acme.XScopedClient", "AddAsync")));
    }
}
