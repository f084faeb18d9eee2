namespace Igniter.Connectors.Generators;

/// <summary>
/// The types that a connector's configuration, inputs, outputs and webhook payloads are made of, each once. Equal when generated code is equal.
/// </summary>
/// <param name="Types">Every type that can be reached from a root, in the order of first sight.</param>
internal sealed record TypeGraph(EquatableArray<TypeModel> Types)
{
    /// <summary>What crosses the border by itself and has a <c>TypeContract</c>: a configuration, an action's input or output, a webhook's payload.</summary>
    public EquatableArray<RootModel> Roots { get; init; }

    /// <summary>Fully qualified names of the contexts that <c>[ConnectorJson]</c> names.</summary>
    public EquatableArray<string> JsonContexts { get; init; }

    /// <summary>
    /// Compiler warnings that naming the user's types and members raises, because some are obsolete or experimental: <c>CS0618</c>. The generated
    /// file switches off these and no other.
    /// </summary>
    public EquatableArray<string> Warnings { get; init; }

    /// <summary>
    /// Whether JSON needs contracts of these types alone: no converter or context of the user's, which may ask for others, nor a value of any type.
    /// </summary>
    public bool IsClosed => JsonContexts.Count == 0 && Types.All(type => type.Json.Converter is null
        && (type.Kind != TypeModelKind.Value || type.Json.BuiltIn is not (null or BuiltInTypes.Object))
        && type.Members.All(member => member.Json?.IsExtensionData != true));

    public TypeModel this[string id] => Types.First(type => type.Id == id);
}

/// <summary>A type with a contract, in the property <c>{Id}Contract</c>.</summary>
/// <param name="Id">The type's id, with <c>OrNull</c> behind it where the reference may be null.</param>
/// <param name="TypeId">The type's id.</param>
/// <param name="TypeName">The contract's type argument, with its <c>?</c>.</param>
/// <param name="IsNullable">Whether null is a value of it.</param>
internal sealed record RootModel(string Id, string TypeId, string TypeName, bool IsNullable);

/// <summary>One type.</summary>
internal sealed record TypeModel
{
    /// <summary>Unique within the graph and fit as part of a C# identifier, for example <c>Config</c>, <c>ListOfEndpoint</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Fully qualified, <c>global::</c> included, without an outer <c>?</c> for reference types: <c>global::System.Collections.Generic.List&lt;string?&gt;</c>.</summary>
    public required string FullName { get; init; }

    public required TypeModelKind Kind { get; init; }

    public required bool IsReferenceType { get; init; }

    /// <summary>Whether it is an input class, which is generated itself.</summary>
    public bool IsInput { get; init; }

    /// <summary>Whether it is an enum whose values combine.</summary>
    public bool IsFlags { get; init; }

    /// <summary>Id of the underlying type of a nullable, the items of a list, the values of a dictionary.</summary>
    public string? ElementId { get; init; }

    /// <summary>Whether <see cref="ElementId"/> is a reference type that may be null.</summary>
    public bool ElementIsNullable { get; init; }

    /// <summary>Id of a dictionary's keys.</summary>
    public string? KeyId { get; init; }

    /// <summary>An object's members that take part in JSON or validation, in the order of declaration, base types first.</summary>
    public EquatableArray<MemberModel> Members { get; init; }

    /// <summary>Types listed by <c>[JsonDerivedType]</c>; may hold the type itself.</summary>
    public EquatableArray<DerivedTypeModel> DerivedTypes { get; init; }

    /// <summary>Checks that validation attributes on the type itself ask for.</summary>
    public EquatableArray<CheckModel> Checks { get; init; }

    /// <summary>Whether the type implements <c>System.ComponentModel.DataAnnotations.IValidatableObject</c>.</summary>
    public bool IsValidatableObject { get; init; }

    /// <summary>An enum's values in the order of declaration.</summary>
    public EquatableArray<EnumValueModel> EnumValues { get; init; }

    /// <summary>From XML docs or <c>[Description]</c>.</summary>
    public string? Description { get; init; }

    /// <summary>What JSON needs to know beyond that.</summary>
    public JsonTypeModel Json { get; init; } = JsonTypeModel.Plain;

    /// <summary>Whether another type is a part of this one.</summary>
    public bool Mentions(string id) =>
        ElementId == id || KeyId == id || Members.Any(member => member.TypeId == id) || DerivedTypes.Any(derived => derived.TypeId == id);
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

    /// <summary>Its type; empty for a member that isn't in JSON, which is not looked into.</summary>
    public required string TypeId { get; init; }

    /// <summary>Declared type as C#, fully qualified, with its <c>?</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>Whether null is allowed by its annotation (or it is oblivious).</summary>
    public required bool IsNullable { get; init; }

    /// <summary>A C# <c>required</c> member, <c>[JsonRequired]</c>, or a constructor parameter without default that isn't nullable.</summary>
    public required bool IsRequired { get; init; }

    public bool IsEncrypted { get; init; }

    public bool IsSensitive { get; init; }

    /// <summary>Whether it appears in JSON under its name; validation covers it anyway.</summary>
    public bool IsInJson { get; init; } = true;

    /// <summary>Whether generated code may read it as <c>value.Name</c>. Validation passes over a member for which that is false.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>Name for people: <c>[Display(Name)]</c>, <c>[DisplayName]</c>; null means <see cref="Name"/>.</summary>
    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    /// <summary><c>[Display(Prompt)]</c>.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The default that its initializer or parameter gives, as JSON; null when it isn't a constant.</summary>
    public string? DefaultJson { get; init; }

    public EquatableArray<CheckModel> Checks { get; init; }

    /// <summary>A parameter's default as C#, for the initializer of an input class; null for none.</summary>
    public string? DefaultCode { get; init; }

    /// <summary>What its JSON contract needs to know beyond that; null for a member that has no part in it.</summary>
    public JsonMemberModel? Json { get; init; }
}

/// <summary>A derived type of a polymorphic one.</summary>
/// <param name="TypeId">Its id in the graph.</param>
/// <param name="DiscriminatorJson">The discriminator as JSON: a string or an integer; null for none.</param>
internal sealed record DerivedTypeModel(string TypeId, string? DiscriminatorJson);

/// <summary>A value of an enum.</summary>
/// <param name="Name">Its C# name, without <c>@</c>.</param>
/// <param name="JsonName">Its name in JSON.</param>
internal sealed record EnumValueModel(string Name, string JsonName);
