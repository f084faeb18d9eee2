namespace Igniter.Connectors.Generators;

/// <summary>One validation attribute on a member, parameter or type, read to what the validator emits.</summary>
internal sealed record CheckModel
{
    public required CheckKind Kind { get; init; }
}

/// <summary>The checks that are known by name; all others are called through <c>GetValidationResult</c>.</summary>
internal enum CheckKind
{
    Required,
}
