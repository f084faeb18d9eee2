using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Igniter.Connectors.Generators;

/// <summary>Reads a class with <c>[Connector]</c>.</summary>
internal static class ConnectorReader
{
    public const string Attribute = "Igniter.Connectors.ConnectorAttribute";

    private const string Sdk = "Igniter.Connectors";

    /// <summary>Whether the compiler lets the attribute stand there at all.</summary>
    public static bool CanRead(SyntaxNode node) => node.IsKind(SyntaxKind.ClassDeclaration) || node.IsKind(SyntaxKind.RecordDeclaration);

    /// <summary>Reads a connector; for the generator, which has no use for problems.</summary>
    public static ConnectorModel? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        Compilation compilation = context.SemanticModel.Compilation;
        return ReadingMemory.Recall(context.TargetNode, compilation, () =>
        {
            INamedTypeSymbol connector = (INamedTypeSymbol)context.TargetSymbol;
            return IsFirst(connector) && IsFirst(connector, context.TargetNode) ? Read(compilation, connector, cancellationToken).Model : null;
        });
    }

    /// <summary>Reads a connector. There is no model where the class isn't marked as one.</summary>
    public static (ConnectorModel? Model, IReadOnlyList<Problem> Problems) Read(
        Compilation compilation, INamedTypeSymbol connector, CancellationToken cancellationToken)
    {
        ReaderContext reader = new(compilation, connector, cancellationToken);
        AttributeData? attribute = connector.FindAttribute(Sdk, "ConnectorAttribute");
        if (attribute is null)
        {
            return (null, reader.Problems);
        }

        // What else is wrong with a class that can't be a connector may follow from that, so it isn't said.
        bool isConnector = CanBeConnector(reader);
        ConnectorModel model = Read(isConnector ? reader : new(compilation, connector, cancellationToken), attribute, isConnector);
        return (model, reader.Problems);
    }

    /// <summary>Whether it is the first type of its name, which the compiler complains about otherwise: each name gets one file.</summary>
    private static bool IsFirst(INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(((INamespaceOrTypeSymbol)type.ContainingSymbol).GetTypeMembers(type.Name, type.Arity)[0], type)
        && (type.ContainingType is null || IsFirst(type.ContainingType));

    /// <summary>Whether it is found by its first attribute: the compiler complains about a second one on another part.</summary>
    private static bool IsFirst(INamedTypeSymbol connector, SyntaxNode part) =>
        connector.FindAttribute(Sdk, "ConnectorAttribute")?.ApplicationSyntaxReference is { } attribute
        && attribute.SyntaxTree == part.SyntaxTree
        && part.Span.Contains(attribute.Span);

    /// <summary>Whether generated code could open the class and make an instance of it.</summary>
    private static bool CanBeConnector(ReaderContext reader)
    {
        INamedTypeSymbol connector = reader.Connector;
        string? reason = IsGeneric(connector) ? "it is generic, or within a generic type"
            : connector.IsStatic ? "it is static"
            : !ConfigReader.IsAccessibleToClients(connector) ? "its client couldn't name it: make it, and the types around it, public or internal"
            : null;
        if (reason is not null)
        {
            reader.Report(Problem.At(Rules.ClassNotUsable, connector, connector.Name, reason));
        }

        return reason is null;
    }

    private static bool IsGeneric(INamedTypeSymbol connector)
    {
        for (INamedTypeSymbol? type = connector; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType)
            {
                return true;
            }
        }

        return false;
    }

    private static ConnectorModel Read(ReaderContext reader, AttributeData attribute, bool isConnector)
    {
        INamedTypeSymbol connector = reader.Connector;
        string shortName = Names.WithoutSuffix(connector.Name, "Connector");
        string key = ReadKey(reader, attribute);
        bool isPartial = ReadPartial(reader, key);
        bool isConcrete = ReadConcrete(reader);
        EquatableArray<ParameterModel>? constructor = isConcrete ? ConstructorReader.Read(reader) : null;

        (INamedTypeSymbol? config, bool configIsUsable) = ConfigReader.Read(reader, attribute);
        ConnectorSymbols symbols = new(reader, config, HookReader.FindState(reader));
        TypeGraphReader types = new(reader);
        ClientDocumentation documentation = new(reader);

        string? configId = config is null || !configIsUsable ? null : types.AddRoot(config.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
        List<(ActionModel Model, IMethodSymbol Method)> actions = new ActionReader(symbols, types, documentation, isConnector).Read().ToList();
        HooksModel hooks = HookReader.Read(symbols);
        WebhookModel? webhook = WebhookReader.Read(symbols, types);

        string? description = (string?)attribute.NamedArgument("Description");
        List<ITypeSymbol> shown = [connector, .. actions.SelectMany(action => ShownTypes(action.Model, action.Method))];
        if (config is not null)
        {
            shown.Add(config);
        }

        return new ConnectorModel
        {
            Declaration = DeclarationReader.Read(connector),
            FullName = connector.ToFullNameNotNull(),
            HidesConnector = HidesConnector(connector),
            ShortName = shortName,
            ExtensionsName = $"{shortName}ConnectorExtensions_{Names.Hash($"{reader.Compilation.AssemblyName}/{connector.ToDisplayString()}")}",
            IsPublic = shown.All(DeclarationReader.IsPublic),
            CanRun = isConnector && isPartial && constructor is not null && configIsUsable && (config is null || configId is not null),
            Key = key,
            Name = (string?)attribute.NamedArgument("Name") ?? shortName,
            Description = description ?? reader.Documentation.ReadSummary(connector),
            Icon = (string?)attribute.NamedArgument("Icon"),
            Category = (string?)attribute.NamedArgument("Category"),
            DocumentationUrl = (string?)attribute.NamedArgument("DocumentationUrl"),
            Metadata = ReadMetadata(connector),
            Documentation = documentation.OfClass(connector, description ?? $"Client of the connector {key}."),
            Config = config is null ? null : new(config.ToFullNameNotNull(), configId ?? ""),
            Constructor = constructor ?? default,
            Actions = actions.Select(action => action.Model).ToEquatableArray(),
            Hooks = hooks,
            Webhook = webhook,
            OAuth = OAuthReader.Read(connector, config),
            Warnings = ReadWarnings(connector, config),
            Types = types.Build(),
            HasClients = ClientNames.AreFree(connector, shortName),
            Records = isConnector ? RecordReader.Read(reader, CrossingTypes(config, actions, reader)) : default,
        };
    }

    private static bool HidesConnector(INamedTypeSymbol connector)
    {
        for (INamedTypeSymbol? type = connector.BaseType; type is not null; type = type.BaseType)
        {
            bool seesInternals = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, connector.ContainingAssembly)
                || type.ContainingAssembly.GivesAccessTo(connector.ContainingAssembly);
            if (seesInternals && type.FindAttribute(Sdk, "ConnectorAttribute") is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static string ReadKey(ReaderContext reader, AttributeData attribute)
    {
        string key = attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";
        if (!Names.IsKey(key))
        {
            reader.Report(Problem.At(Rules.BadKey, reader.Connector, key));
        }

        return key;
    }

    private static bool ReadPartial(ReaderContext reader, string key)
    {
        bool isPartial = DeclarationReader.IsPartial(reader.Connector, reader.CancellationToken);
        if (!isPartial)
        {
            reader.Report(Problem.At(Rules.NotPartial, reader.Connector, reader.Connector.Name, key));
        }

        return isPartial;
    }

    private static bool ReadConcrete(ReaderContext reader)
    {
        if (reader.Connector.IsAbstract)
        {
            reader.Report(Problem.At(Rules.ClassNotUsable, reader.Connector, reader.Connector.Name, "it is abstract"));
        }

        return !reader.Connector.IsAbstract;
    }

    private static EquatableArray<MetadataModel> ReadMetadata(INamedTypeSymbol connector) => connector.GetAttributes()
        .Where(attribute => attribute.AttributeClass.Is(Sdk, "ConnectorMetadataAttribute") && attribute.ConstructorArguments.Length == 2)
        .Select(attribute => new MetadataModel(
            attribute.ConstructorArguments[0].Value as string ?? "", attribute.ConstructorArguments[1].Value as string ?? ""))
        .ToEquatableArray();

    private static EquatableArray<string> ReadWarnings(INamedTypeSymbol connector, INamedTypeSymbol? config)
    {
        IEnumerable<ISymbol> methods = connector.GetMembers().OfType<IMethodSymbol>();
        IEnumerable<ISymbol> used = config is null ? methods : methods.Append(config);
        IEnumerable<string> warnings = TypeAttributes.Read(used.Append(connector)).Warnings.Distinct();

        // Where the class has a member of that name, the compiler points out that "field" in a property means something else.
        return (connector.GetMembers("field").IsEmpty ? warnings : warnings.Append("CS9258")).ToEquatableArray();
    }

    private static IEnumerable<ITypeSymbol> ShownTypes(ActionModel model, IMethodSymbol method) => method.Parameters
        .Where((_, i) => model.Method.Parameters[i].Source == ParameterSource.Input)
        .Select(parameter => parameter.Type)
        .Append(method.ReturnType);

    /// <summary>The types that a log or a debugger may print: configuration, inputs, results and payloads.</summary>
    private static IEnumerable<ITypeSymbol> CrossingTypes(
        INamedTypeSymbol? config, List<(ActionModel Model, IMethodSymbol Method)> actions, ReaderContext reader)
    {
        IEnumerable<ITypeSymbol> ofWebhooks = reader.MethodsWith("WebhookAttribute")
            .SelectMany(method => method.Parameters.Select(parameter => parameter.Type));
        IEnumerable<ITypeSymbol> crossing = actions.SelectMany(action => ShownTypes(action.Model, action.Method)).Concat(ofWebhooks);
        return config is null ? crossing : crossing.Prepend(config);
    }
}
