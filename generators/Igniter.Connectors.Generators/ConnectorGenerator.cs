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
        // Registration and scopes are each assembly's own, even for assemblies that see into one another.
        context.RegisterPostInitializationOutput(static output => output.AddEmbeddedAttributeDefinition());

        // Every class with [Connector], read to a model.
        IncrementalValuesProvider<ConnectorModel> connectors = context.SyntaxProvider
            .ForAttributeWithMetadataName(ConnectorReader.Attribute, static (_, _) => true, ConnectorReader.Read)
            .Where(static connector => connector is not null)
            .Select(static (connector, _) => connector!)
            .WithTrackingName(Stages.Connectors);

        // One file for each.
        context.RegisterSourceOutput(connectors, ConnectorEmitter.Emit);

        // The records that hold secrets, once also where several connectors use them.
        IncrementalValuesProvider<RecordModel> records = connectors
            .SelectMany(static (connector, _) => connector.Records)
            .Collect()
            .SelectMany(static (records, _) => records.Distinct())
            .WithTrackingName(Stages.Records);

        context.RegisterSourceOutput(records, RecordEmitter.Emit);

        // The connectors that can be registered.
        IncrementalValueProvider<ImmutableArray<SeenConnectorModel>> own = connectors
            .Where(static connector => connector.CanRun)
            .Select(static (connector, _) => new SeenConnectorModel(connector.FullName, connector.Key, connector.Warnings))
            .WithTrackingName(Stages.OwnConnectors)
            .Collect();

        // What is declared on this assembly and on those it refers to.
        IncrementalValueProvider<CompilationModel> assemblies = context.CompilationProvider
            .Select(RegistryReader.Read)
            .WithTrackingName(Stages.Assemblies);

        // Together: what AddConnectors() adds.
        IncrementalValuesProvider<RegistryModel> registry = assemblies
            .Combine(own)
            .SelectMany(static (both, _) => RegistryReader.Combine(both.Left, both.Right))
            .WithTrackingName(Stages.Registry);

        context.RegisterSourceOutput(registry, RegistryEmitter.Emit);
    }

    /// <summary>Names of the stages, by which tests see what ran again.</summary>
    internal static class Stages
    {
        public const string Connectors = nameof(Connectors);
        public const string Records = nameof(Records);
        public const string OwnConnectors = nameof(OwnConnectors);
        public const string Assemblies = nameof(Assemblies);
        public const string Registry = nameof(Registry);
    }
}
