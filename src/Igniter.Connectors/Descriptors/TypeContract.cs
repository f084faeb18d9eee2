using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Igniter.Connectors.Descriptors;

/// <summary>What the compiler emits for a type that crosses the SDK's border as JSON: its JSON contract, schema, shape and validator.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TypeContract
{
    private protected TypeContract(TypeShape shape, [StringSyntax(StringSyntaxAttribute.Json)] string schema)
    {
        Shape = shape;
        SchemaText = schema;
    }

    /// <summary>Which members it has in JSON, which are required and which are secret.</summary>
    public TypeShape Shape { get; }

    internal JsonElement Schema => _schema ??= JsonElement.Parse(SchemaText);

    private JsonElement? _schema;

    private string SchemaText { get; }

    internal abstract JsonTypeInfo JsonTypeInfo { get; }

    internal abstract void Validate(object? value, ref ValidationRun run);
}

/// <inheritdoc cref="TypeContract"/>
/// <typeparam name="T">The type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TypeContract<T> : TypeContract
{
    private readonly Func<JsonTypeInfo<T>> _json;

    /// <summary>Makes a contract.</summary>
    /// <param name="json">Gives the JSON contract.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="validator">Checks a value; <see langword="null"/> when there is nothing to check.</param>
    /// <param name="schema">The JSON Schema (2020-12).</param>
    public TypeContract(Func<JsonTypeInfo<T>> json, TypeShape shape, Validator<T>? validator, [StringSyntax(StringSyntaxAttribute.Json)] string schema)
        : base(shape, schema)
    {
        _json = json;
        Validator = validator;
    }

    internal Validator<T>? Validator { get; }

    internal JsonTypeInfo<T> Json => field ??= _json();

    internal override JsonTypeInfo JsonTypeInfo => Json;

    internal override void Validate(object? value, ref ValidationRun run) => Validator?.Invoke((T)value!, ref run);
}

/// <summary>Checks a value and adds what is wrong with it to a run.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="value">The value.</param>
/// <param name="run">Collects the errors.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void Validator<in T>(T value, ref ValidationRun run);
