namespace Igniter.Connectors.Generators;

/// <summary>An action.</summary>
internal sealed record ActionModel
{
    public required MethodModel Method { get; init; }

    public required string Key { get; init; }

    public required string? Description { get; init; }

    public required int TimeoutSeconds { get; init; }

    public required EquatableArray<string> RequiredScopes { get; init; }

    /// <summary>Names its definition, <c>SendMessage</c>; unique in the connector.</summary>
    public required string Id { get; init; }

    /// <summary>Id of its input class in the type graph; null for no input.</summary>
    public required string? InputTypeId { get; init; }

    /// <summary>Id of its result, or of an item of its stream, in the type graph; null for no result.</summary>
    public required string? OutputTypeId { get; init; }

    /// <summary>Whether it can be called. Where a mistake prevents that, its client method is there all the same.</summary>
    public required bool CanRun { get; init; }

    /// <summary>Whether the clients have it as a method: not where they have another member of its name.</summary>
    public required bool IsInClient { get; init; }

    /// <summary>Name of the client method's token parameter.</summary>
    public required string TokenName { get; init; }

    /// <summary>Documentation of the client method, as lines of XML.</summary>
    public required string Documentation { get; init; }

    /// <summary>The <c>[Obsolete]</c> attribute's arguments as C#; null where it isn't obsolete.</summary>
    public required string? Obsolete { get; init; }

    public IEnumerable<ParameterModel> Inputs => Method.Parameters.Where(parameter => parameter.Source == ParameterSource.Input);

    /// <summary>Whether it can reach the connection's grant: by the context, or by what <c>[OnContext]</c> made with one.</summary>
    public bool UsesGrant => Method.Parameters.Any(
        parameter => parameter.Source is ParameterSource.State or ParameterSource.Context or ParameterSource.ContextWithConfig);

    public bool UsesContext => Method.Parameters.Any(parameter => parameter.Source == ParameterSource.State);
}
