using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Analyzers;

/// <summary>The types that rules ask for, looked up once per compilation.</summary>
internal sealed class KnownSymbols
{
    private const string Sdk = "Igniter.Connectors.";

    private static readonly ConditionalWeakTable<Compilation, KnownSymbols> Cache = new();

    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<string, INamedTypeSymbol?> _types = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ConnectorShape?> _connectors = new(SymbolEqualityComparer.Default);

    private KnownSymbols(Compilation compilation, INamedTypeSymbol connector)
    {
        _compilation = compilation;
        Connector = connector;
        Secrets = new SecretMarks(this);
        Connectors = new Lazy<ConnectorCatalog>(() => new ConnectorCatalog(compilation, this));
        Borders = new Lazy<ConnectorBorders>(() => ConnectorBorders.Of(Connectors.Value.Own, this));
    }

    public INamedTypeSymbol Connector { get; }

    public INamedTypeSymbol? Action => Declaration("Action");

    public INamedTypeSymbol? Webhook => Declaration("Webhook");

    public INamedTypeSymbol? WebhookEndpoint => Declaration("WebhookEndpoint");

    public INamedTypeSymbol? HmacSignature => Declaration("HmacSignature");

    public INamedTypeSymbol? VerifyWebhook => Declaration("VerifyWebhook");

    public INamedTypeSymbol? OAuth2 => Declaration("OAuth2");

    public INamedTypeSymbol? OnContext => Declaration("OnContext");

    public INamedTypeSymbol? Service => Declaration("Service");

    public INamedTypeSymbol? ExcludeConnector => Declaration("ExcludeConnector");

    public INamedTypeSymbol? ConnectorScopeMark => Declaration("ConnectorScope");

    public INamedTypeSymbol? Encrypted => Declaration("Encrypted");

    public INamedTypeSymbol? Sensitive => Declaration("Sensitive");

    public INamedTypeSymbol? ConnectorContext => Type(Sdk + "ConnectorContext");

    public INamedTypeSymbol? WebhookContext => Type(Sdk + "WebhookContext`1");

    public INamedTypeSymbol? WebhookRequest => Type(Sdk + "WebhookRequest");

    public INamedTypeSymbol? CancellationToken => Type("System.Threading.CancellationToken");

    /// <summary>Which properties and parameters are secrets.</summary>
    public SecretMarks Secrets { get; }

    /// <summary>All connectors there are; found when first asked for, since most edits don't.</summary>
    public Lazy<ConnectorCatalog> Connectors { get; }

    /// <summary>What all connectors of the compilation take and give; made when first asked for, since most edits don't.</summary>
    public Lazy<ConnectorBorders> Borders { get; }

    /// <summary>The compilation's symbols; null when it doesn't refer to Igniter.Connectors.</summary>
    public static KnownSymbols? Of(Compilation compilation)
    {
        if (Cache.TryGetValue(compilation, out KnownSymbols? known))
        {
            return known;
        }

        return compilation.GetTypeByMetadataName(Sdk + "ConnectorAttribute") is { } connector
            ? Cache.GetValue(compilation, key => new KnownSymbols(key, connector))
            : null;
    }

    /// <summary>A type by its metadata name; null when there is none.</summary>
    public INamedTypeSymbol? Type(string metadataName) => _types.GetOrAdd(metadataName, _compilation.GetTypeByMetadataName);

    /// <summary>Whether a type of the SDK, or one it derives from, has a public member of a name.</summary>
    public bool HasPublicMember(string metadataName, string member)
    {
        for (INamedTypeSymbol? type = Type(metadataName); type is not null; type = type.BaseType)
        {
            if (type.GetMembers(member).Any(candidate => candidate.DeclaredAccessibility == Accessibility.Public))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The class as a connector; null when it isn't one.</summary>
    public ConnectorShape? FindConnector(INamedTypeSymbol type) => _connectors.GetOrAdd(
        type, candidate => candidate.FindAttribute(Connector) is { } attribute ? new ConnectorShape(candidate, attribute, this) : null);

    private INamedTypeSymbol? Declaration(string name) => Type($"{Sdk}{name}Attribute");
}
