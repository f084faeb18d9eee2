using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Writes the typed clients, contracts and registration of every class with <c>[Connector]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ConnectorGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Every class with [Connector], read to a model; null for a second declaration of one.
        IncrementalValuesProvider<ConnectorModel?> read = context.SyntaxProvider
            .ForAttributeWithMetadataName(ConnectorReader.Attribute, static (node, _) => ConnectorReader.CanRead(node), ConnectorReader.Read)
            .WithTrackingName(Stages.Read);

        IncrementalValuesProvider<ConnectorModel> connectors = read
            .SelectMany(static (connector, _) => connector is null ? ImmutableArray<ConnectorModel>.Empty : [connector])
            .WithTrackingName(Stages.Connectors);

        // One file for each.
        context.RegisterSourceOutput(connectors, ConnectorEmitter.Emit);

        // The records that hold secrets, once also where several connectors use them.
        IncrementalValueProvider<ImmutableArray<RecordModel>> allRecords = connectors
            .SelectMany(static (connector, _) => connector.Records)
            .WithTrackingName(Stages.RecordsOfConnectors)
            .Collect()
            .WithTrackingName(Stages.AllRecords);

        IncrementalValuesProvider<RecordModel> records = allRecords
            .SelectMany(static (records, _) => records.GroupBy(record => record.Declaration.Path).Select(same => same.First()))
            .WithTrackingName(Stages.Records);

        context.RegisterSourceOutput(records, RecordEmitter.Emit);

        // The connectors that can be registered.
        IncrementalValueProvider<ImmutableArray<SeenConnectorModel>> own = connectors
            .SelectMany(static (connector, _) => RegistryReader.ReadOwn(connector))
            .WithTrackingName(Stages.OwnConnectors)
            .Collect()
            .WithTrackingName(Stages.AllOwnConnectors);

        // What is declared on this assembly and on those it refers to.
        IncrementalValueProvider<CompilationModel> assemblies = context.CompilationProvider
            .Select(RegistryReader.Read)
            .WithTrackingName(Stages.Assemblies);

        // Together: what AddConnectors() adds.
        IncrementalValuesProvider<RegistryModel> registry = assemblies
            .Combine(own)
            .WithTrackingName(Stages.AssembliesAndOwnConnectors)
            .SelectMany(static (both, _) => RegistryReader.Combine(both.Left, both.Right))
            .WithTrackingName(Stages.Registry);

        context.RegisterSourceOutput(registry, RegistryEmitter.Emit);
    }

    /// <summary>Names of the stages, by which tests see what ran again.</summary>
    internal static class Stages
    {
        /// <summary>The compiler's own name for what <c>ForAttributeWithMetadataName</c> gives.</summary>
        public const string Read = "result_ForAttributeWithMetadataName";

        public const string Connectors = nameof(Connectors);
        public const string RecordsOfConnectors = nameof(RecordsOfConnectors);
        public const string AllRecords = nameof(AllRecords);
        public const string Records = nameof(Records);
        public const string OwnConnectors = nameof(OwnConnectors);
        public const string AllOwnConnectors = nameof(AllOwnConnectors);
        public const string Assemblies = nameof(Assemblies);
        public const string AssembliesAndOwnConnectors = nameof(AssembliesAndOwnConnectors);
        public const string Registry = nameof(Registry);
    }
}
