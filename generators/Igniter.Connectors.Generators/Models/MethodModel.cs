namespace Igniter.Connectors.Generators;

/// <summary>A method of the user's that generated code calls. Equal when the call is the same.</summary>
internal sealed record MethodModel
{
    /// <summary>Its name as C# identifier.</summary>
    public required string Name { get; init; }

    public required bool IsStatic { get; init; }

    public required ReturnKind Returns { get; init; }

    /// <summary>Its return type as C#.</summary>
    public required string ReturnTypeName { get; init; }

    /// <summary>What it gives in the end: <c>T</c> of <c>Task&lt;T&gt;</c>; null for nothing.</summary>
    public required string? ResultTypeName { get; init; }

    /// <summary>Whether that may be null by its annotation, or for want of one.</summary>
    public required bool ResultAllowsNull { get; init; }

    /// <summary>All its parameters, in their order.</summary>
    public required EquatableArray<ParameterModel> Parameters { get; init; }
}

/// <summary>How a method gives its result.</summary>
internal enum ReturnKind
{
    /// <summary><see langword="void"/>.</summary>
    Nothing,
    Task,
    ValueTask,
    Value,
    TaskOfValue,
    ValueTaskOfValue,

    /// <summary><c>IAsyncEnumerable&lt;T&gt;</c>.</summary>
    Stream,
}

/// <summary>A parameter of such a method.</summary>
internal sealed record ParameterModel
{
    /// <summary>Its name as C# identifier.</summary>
    public required string Name { get; init; }

    /// <summary>Its type as C#.</summary>
    public required string TypeName { get; init; }

    /// <summary>Where its argument comes from.</summary>
    public required ParameterSource Source { get; init; }

    /// <summary>Whether null is a value of it, by its annotation.</summary>
    public required bool AllowsNull { get; init; }

    /// <summary>Its default as C#; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>The key it is resolved from dependency injection with, as C#; null for none.</summary>
    public string? ServiceKey { get; init; }
}

/// <summary>Where an argument comes from.</summary>
internal enum ParameterSource
{
    /// <summary>The caller: it is part of an action's input.</summary>
    Input,

    /// <summary>Nowhere: the method can't be called.</summary>
    Unknown,
    Config,
    Context,
    ContextWithConfig,

    /// <summary>What <c>[OnContext]</c> made.</summary>
    State,
    CancellationToken,
    Service,
    HttpClient,
    HttpClientFactory,
    ServiceProvider,

    /// <summary>The webhook's address.</summary>
    WebhookUrl,

    /// <summary>The stored configuration, as <c>JsonElement</c>.</summary>
    Stored,
    WebhookRequest,
    WebhookContext,

    /// <summary>A webhook's payload.</summary>
    Payload,
}
