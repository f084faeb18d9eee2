namespace Igniter.Connectors.Generators;

/// <summary>
/// The types that a connector's configuration, inputs, outputs and webhook payloads are made of, each once. Equal when generated code is equal.
/// </summary>
/// <param name="Types">Every type that can be reached from a root, in the order of first sight.</param>
internal sealed record TypeGraph(EquatableArray<TypeModel> Types)
{
    public TypeModel this[string id] => Types.First(type => type.Id == id);
}

/// <summary>One type.</summary>
internal sealed record TypeModel
{
    /// <summary>Unique within the graph and fit as part of a C# identifier, for example <c>Config</c>, <c>ListOfEndpoint</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Fully qualified, <c>global::</c> included, without an outer <c>?</c> for reference types: <c>global::System.Collections.Generic.List&lt;string?&gt;</c>.</summary>
    public required string FullName { get; init; }

    public required TypeModelKind Kind { get; init; }

    public required bool IsReferenceType { get; init; }

    /// <summary>Id of the underlying type of a nullable, the items of a list, the values of a dictionary.</summary>
    public string? ElementId { get; init; }

    /// <summary>Whether <see cref="ElementId"/> is a reference type that may be null.</summary>
    public bool ElementIsNullable { get; init; }

    /// <summary>An object's members that take part in JSON or validation, in the order of declaration, base types first.</summary>
    public EquatableArray<MemberModel> Members { get; init; }

    /// <summary>Types listed by <c>[JsonDerivedType]</c>.</summary>
    public EquatableArray<DerivedTypeModel> DerivedTypes { get; init; }

    /// <summary>Checks that validation attributes on the type itself ask for, and <c>IValidatableObject</c>.</summary>
    public EquatableArray<CheckModel> Checks { get; init; }

    /// <summary>Whether the type implements <c>System.ComponentModel.DataAnnotations.IValidatableObject</c>.</summary>
    public bool IsValidatableObject { get; init; }

    /// <summary>Names of an enum's values as JSON spells them.</summary>
    public EquatableArray<string> EnumNames { get; init; }

    /// <summary>From XML docs or <c>[Description]</c>.</summary>
    public string? Description { get; init; }
}

/// <summary>What a type is to the generator.</summary>
internal enum TypeModelKind
{
    /// <summary>System.Text.Json has a converter for it, or the type or an assembly's <c>[ConnectorJson]</c> context brings one.</summary>
    Value,
    Enum,
    Nullable,
    Object,
    List,
    Dictionary,
}

/// <summary>A member of an object.</summary>
internal sealed record MemberModel
{
    /// <summary>The C# name, without <c>@</c>.</summary>
    public required string Name { get; init; }

    public required string JsonName { get; init; }

    public required string TypeId { get; init; }

    /// <summary>Declared type as C#, fully qualified, with its <c>?</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>Whether null is allowed by its annotation (or it is oblivious).</summary>
    public required bool IsNullable { get; init; }

    /// <summary>A C# <c>required</c> member, or a constructor parameter without default that isn't nullable.</summary>
    public required bool IsRequired { get; init; }

    public bool IsEncrypted { get; init; }

    public bool IsSensitive { get; init; }

    /// <summary>Whether it appears in JSON at all; validation covers it anyway.</summary>
    public bool IsInJson { get; init; } = true;

    /// <summary>Name for people: <c>[Display(Name)]</c>, <c>[DisplayName]</c>; null means <see cref="Name"/>.</summary>
    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    /// <summary><c>[Display(Prompt)]</c>.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The default that its initializer or parameter gives, as JSON; null when it isn't a constant.</summary>
    public string? DefaultJson { get; init; }

    public EquatableArray<CheckModel> Checks { get; init; }
}

/// <summary>A derived type of a polymorphic one.</summary>
/// <param name="TypeId">Its id in the graph.</param>
/// <param name="DiscriminatorJson">The discriminator as a C# literal: a string or an int; null for none.</param>
internal sealed record DerivedTypeModel(string TypeId, string? DiscriminatorJson);
