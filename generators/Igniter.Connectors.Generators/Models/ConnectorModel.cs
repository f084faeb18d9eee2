namespace Igniter.Connectors.Generators;

/// <summary>A connector, read. Equal when everything emitted for it is equal.</summary>
internal sealed record ConnectorModel
{
    /// <summary>How to open the class again.</summary>
    public required TypeDeclaration Declaration { get; init; }

    /// <summary>The class as C#, <c>global::</c> included.</summary>
    public required string FullName { get; init; }

    /// <summary>Whether a base class is a connector, too, whose generated members it hides.</summary>
    public required bool HidesConnector { get; init; }

    /// <summary>The class's name without <c>Connector</c>, without <c>@</c>; its clients and extension properties are named by it.</summary>
    public required string ShortName { get; init; }

    /// <summary>Name of the class that holds its extension properties, different in every assembly.</summary>
    public required string ExtensionsName { get; init; }

    /// <summary>Whether the clients are public: everything they mention is.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>
    /// Whether it can be run. Where a mistake prevents that, only its API's shape is emitted, so that the one report about the mistake
    /// isn't lost among the errors of all the code that uses it.
    /// </summary>
    public required bool CanRun { get; init; }

    /// <summary>Whether it has clients: not where another type of its namespace has the name of one, for example another connector's client.</summary>
    public required bool HasClients { get; init; }

    public required string Key { get; init; }

    public required string Name { get; init; }

    public required string? Description { get; init; }

    public required string? Icon { get; init; }

    public required string? Category { get; init; }

    public required string? DocumentationUrl { get; init; }

    /// <summary>The application's own names and values.</summary>
    public required EquatableArray<MetadataModel> Metadata { get; init; }

    /// <summary>Its documentation, as the lines of XML that its clients carry.</summary>
    public required string Documentation { get; init; }

    public required ConfigModel? Config { get; init; }

    /// <summary>The constructor's parameters.</summary>
    public required EquatableArray<ParameterModel> Constructor { get; init; }

    public required EquatableArray<ActionModel> Actions { get; init; }

    public required HooksModel Hooks { get; init; }

    public required WebhookModel? Webhook { get; init; }

    /// <summary>OAuth; null for a connector without.</summary>
    public required OAuthModel? OAuth { get; init; }

    /// <summary>Compiler warnings that the use of its class and methods raises, because some are obsolete or experimental.</summary>
    public required EquatableArray<string> Warnings { get; init; }

    /// <summary>The types that cross its border as JSON.</summary>
    public required TypeGraph Types { get; init; }

    /// <summary>The records among those that must not print what they hold.</summary>
    public required EquatableArray<RecordModel> Records { get; init; }
}

/// <summary>A name and a value of the application's own.</summary>
internal sealed record MetadataModel(string Key, string Value);

/// <summary>A connector's configuration.</summary>
/// <param name="TypeName">Its type as C#.</param>
/// <param name="TypeId">Its id in the type graph.</param>
internal sealed record ConfigModel(string TypeName, string TypeId);

/// <summary>The methods that a connector's class has for the SDK.</summary>
internal sealed record HooksModel
{
    public MethodModel? OnValidate { get; init; }

    public MethodModel? OnContext { get; init; }

    public MethodModel? OnConnect { get; init; }

    public MethodModel? OnDisconnect { get; init; }

    public MethodModel? TestConnection { get; init; }

    /// <summary>Whether there is a method for it, if only one that can't be called.</summary>
    public bool HasTestConnection { get; init; }

    public MethodModel? DefaultConfig { get; init; }

    public MethodModel? OnUpgrade { get; init; }

    public MethodModel? VerifyWebhook { get; init; }

    public MethodModel? OAuthTokenResponse { get; init; }

    public MethodModel? OAuthUserInfo { get; init; }
}
