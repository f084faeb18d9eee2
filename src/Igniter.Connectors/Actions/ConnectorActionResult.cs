using System.Text.Json;
using System.Text.Json.Serialization;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>
/// How a call by key went. As JSON it has <c>data</c> with <see cref="SensitiveAttribute">sensitive</see> values masked, and <c>error</c>;
/// <see cref="Data"/> itself is complete.
/// </summary>
[JsonConverter(typeof(ConnectorActionResultConverter))]
public sealed class ConnectorActionResult
{
    private readonly TypeShape _shape = TypeShape.Value;

    internal ConnectorActionResult(JsonElement? data, TypeShape shape)
    {
        Data = data;
        _shape = shape;
    }

    internal ConnectorActionResult(ConnectorException error) => Error = error;

    /// <summary>The result; <see langword="null"/> for an action without result, and after an error.</summary>
    public JsonElement? Data { get; }

    /// <summary>What went wrong; <see langword="null"/> when nothing did.</summary>
    public ConnectorException? Error { get; }

    /// <summary>Tells success from failure, without the result.</summary>
    /// <returns>Text without secrets.</returns>
    public override string ToString() => Error is null ? "Succeeded" : $"Failed: {Error.Code}";

    internal JsonElement? MaskedData => Data is { } data ? SecretMask.Apply(data, _shape) : null;
}
