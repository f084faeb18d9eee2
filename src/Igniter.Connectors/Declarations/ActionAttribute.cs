namespace Igniter.Connectors;

/// <summary>
/// Declares an action: a public or internal instance method that returns <see cref="Task"/>, <see cref="ValueTask"/>, their generic forms
/// or <see cref="IAsyncEnumerable{T}"/>. Parameters that the runtime doesn't supply are its input.
/// </summary>
/// <param name="key">The action's key. The method's name without <c>Async</c>, in camelCase, when absent.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ActionAttribute(string? key = null) : Attribute
{
    /// <summary>The action's key, or <see langword="null"/> to derive it from the method's name.</summary>
    public string? Key { get; } = key;

    /// <summary>What the action does, in a sentence. The method's XML summary when absent.</summary>
    public string? Description { get; set; }

    /// <summary>Seconds after which a call is cancelled and fails with <see cref="ConnectorErrorCodes.ConnectorActionFailed"/>. 0 means no limit.</summary>
    public int TimeoutSeconds { get; set; }
}

/// <summary>Marks a parameter that is resolved from a dependency-injection scope of the call instead of being an action's input.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceAttribute : Attribute;

/// <summary>
/// Names a provider permission that the action needs. The call fails early with
/// <see cref="ConnectorErrorCodes.ConnectorOAuthScopeInsufficient"/> when the tenant hasn't granted it.
/// </summary>
/// <param name="scope">The OAuth scope, spelled as the provider spells it (RFC 6749 section 3.3).</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class RequiresScopeAttribute(string scope) : Attribute
{
    /// <summary>The OAuth scope.</summary>
    public string Scope { get; } = scope;
}
