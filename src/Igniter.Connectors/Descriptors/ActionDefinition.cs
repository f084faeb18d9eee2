using System.ComponentModel;

namespace Igniter.Connectors.Descriptors;

/// <summary>What the compiler emits for an action.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ActionDefinition
{
    private protected ActionDefinition()
    {
    }

    /// <summary>The action's key.</summary>
    public required string Key { get; init; }

    /// <summary>What the action does.</summary>
    public string? Description { get; init; }

    /// <summary>Seconds after which a call fails; 0 for no limit.</summary>
    public int TimeoutSeconds { get; init; }

    /// <summary>Provider permissions it needs.</summary>
    public string[] RequiredScopes { get; init; } = [];

    /// <summary>Whether it takes the object of <see cref="OnContextAttribute"/>.</summary>
    public bool UsesContext { get; init; }

    /// <summary>Whether it can reach the access token: it takes the context, or what <see cref="OnContextAttribute"/> made with one.</summary>
    public bool UsesGrant { get; init; }

    /// <summary>Whether its result, or an item of its stream, may be null.</summary>
    public bool OutputIsNullable { get; init; }

    internal abstract bool IsStream { get; }

    internal abstract TypeContract? InputContract { get; }

    internal abstract TypeContract? OutputContract { get; }

    internal abstract void Accept(JsonVisit visit);
}

/// <summary>An action that gives one result.</summary>
/// <typeparam name="TInput">The generated type of its input; <see cref="NoValue"/> for none.</typeparam>
/// <typeparam name="TOutput">Its result; <see cref="NoValue"/> for none.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ActionDefinition<TInput, TOutput> : ActionDefinition
{
    /// <summary>The input's contract; <see langword="null"/> for an action without input.</summary>
    public TypeContract<TInput>? Input { get; init; }

    /// <summary>The result's contract; <see langword="null"/> for an action without result.</summary>
    public TypeContract<TOutput>? Output { get; init; }

    /// <summary>Calls the user's method.</summary>
    public required Func<ConnectorCall, TInput, ValueTask<TOutput>> Invoke { get; init; }

    internal override bool IsStream => false;

    internal override TypeContract? InputContract => Input;

    internal override TypeContract? OutputContract => Output;

    internal override void Accept(JsonVisit visit) => visit.Visit(this);
}

/// <summary>An action that gives a stream of results.</summary>
/// <typeparam name="TInput">The generated type of its input; <see cref="NoValue"/> for none.</typeparam>
/// <typeparam name="TItem">The type of an item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StreamDefinition<TInput, TItem> : ActionDefinition
{
    /// <summary>The input's contract; <see langword="null"/> for an action without input.</summary>
    public TypeContract<TInput>? Input { get; init; }

    /// <summary>An item's contract.</summary>
    public required TypeContract<TItem> Item { get; init; }

    /// <summary>Calls the user's method.</summary>
    public required Func<ConnectorCall, TInput, IAsyncEnumerable<TItem>> Invoke { get; init; }

    internal override bool IsStream => true;

    internal override TypeContract? InputContract => Input;

    internal override TypeContract? OutputContract => Item;

    internal override void Accept(JsonVisit visit) => visit.Visit(this);
}

/// <summary>Stands for the input of an action without input and the result of one without result.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NoValue;
