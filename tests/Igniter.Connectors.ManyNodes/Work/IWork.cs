namespace Igniter.Connectors.ManyNodes.Work;

/// <summary>
/// One kind of work that nodes do: what a node does at random, and what must hold of it afterwards however many nodes were killed. To try another part
/// of the SDK on many nodes, implement it and add it to <see cref="All"/>.
/// </summary>
internal interface IWork
{
    /// <summary>All kinds, each as likely as the others.</summary>
    static IReadOnlyList<IWork> All { get; } =
        [new UpdateWork(), new CallWork(), new ConnectWork(), new LeaseWork(), new ClaimWork(), new OneTimeWork()];

    /// <summary>Makes what the nodes find when they start.</summary>
    Task PrepareAsync(ConnectorManager connectors, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Does it once. What is about to be done is journaled before, what was acknowledged after.</summary>
    Task StepAsync(ConnectorManager connectors, Journal journal, Random random);

    /// <summary>Says what must not be and is.</summary>
    IAsyncEnumerable<string> CheckAsync(ConnectorManager connectors, IReadOnlyList<JournalEntry> journal);
}
