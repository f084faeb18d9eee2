namespace Igniter.Connectors.Generators;

/// <summary>What a type's JSON contract is made of, besides what <see cref="TypeModel"/> tells everyone.</summary>
internal sealed record JsonTypeModel
{
    public static JsonTypeModel Plain { get; } = new();

    /// <summary>Whether a contract is emitted: not for what the runtime or a context knows, nor twice for types that differ in annotations only.</summary>
    public bool IsEmitted { get; init; }

    /// <summary>The converter that an attribute names, as a C# expression.</summary>
    public string? Converter { get; init; }

    /// <summary>For a type that System.Text.Json has a converter for, the property of <c>JsonMetadataServices</c> that gives it.</summary>
    public string? BuiltIn { get; init; }

    /// <summary>For a list or a dictionary, the method of <c>JsonMetadataServices</c> that describes it, with its type arguments.</summary>
    public string? Factory { get; init; }

    /// <summary>For a collection, C# that makes an empty one; null where System.Text.Json makes it.</summary>
    public string? Creation { get; init; }

    /// <summary>For a collection that can't change, C# of the method that makes it from its items.</summary>
    public string? FromItems { get; init; }

    /// <summary>How it is made; null for a type that is never read.</summary>
    public ConstructionModel? Construction { get; init; }

    /// <summary>Value of <c>[JsonNumberHandling]</c>.</summary>
    public int? NumberHandling { get; init; }

    /// <summary>Value of <c>[JsonUnmappedMemberHandling]</c>.</summary>
    public int? UnmappedMemberHandling { get; init; }

    /// <summary>Value of <c>[JsonObjectCreationHandling]</c>.</summary>
    public int? ObjectCreationHandling { get; init; }

    /// <summary>Name of the member that tells derived types apart.</summary>
    public string DiscriminatorName { get; init; } = "$type";

    /// <summary>JSON Schema of a value; empty where anything goes.</summary>
    public EquatableArray<SchemaKeyword> Schema { get; init; }
}

/// <summary>A keyword of JSON Schema.</summary>
/// <param name="Name">The keyword.</param>
/// <param name="Json">Its value.</param>
internal sealed record SchemaKeyword(string Name, string Json);

/// <summary>How an object is made.</summary>
/// <param name="Parameters">The constructor's parameters.</param>
/// <param name="Accessor">Reaches a constructor that <c>new</c> can't call, or can't call without setting required members; null for <c>new</c>.</param>
/// <param name="IsDefault">Whether it is a struct without a constructor to call.</param>
internal sealed record ConstructionModel(EquatableArray<ConstructorParameterModel> Parameters, AccessorModel? Accessor, bool IsDefault);

/// <summary>A constructor's parameter.</summary>
/// <param name="Name">Its C# name, without <c>@</c>.</param>
/// <param name="TypeName">Its type as C#.</param>
/// <param name="Default">Its default as a C# expression; null for none.</param>
internal sealed record ConstructorParameterModel(string Name, string TypeName, string? Default);

/// <summary>How a member appears in JSON.</summary>
internal sealed record JsonMemberModel
{
    /// <summary>Whether its value is read from the object, to be written.</summary>
    public bool IsRead { get; init; }

    /// <summary>Whether it is set after the object was made.</summary>
    public bool IsSet { get; init; }

    /// <summary>Reaches a value that C# can't name; null for plain access.</summary>
    public AccessorModel? Getter { get; init; }

    /// <summary>Reaches a setter that C# can't call: an <c>init</c> or a private one; null for an assignment.</summary>
    public AccessorModel? Setter { get; init; }

    /// <summary>The converter that an attribute names, as a C# expression.</summary>
    public string? Converter { get; init; }

    /// <summary>Value of <c>[JsonIgnore(Condition)]</c>.</summary>
    public int? Ignore { get; init; }

    /// <summary>Value of <c>[JsonNumberHandling]</c>.</summary>
    public int? NumberHandling { get; init; }

    /// <summary>Value of <c>[JsonObjectCreationHandling]</c>.</summary>
    public int? ObjectCreationHandling { get; init; }

    /// <summary>Value of <c>[JsonPropertyOrder]</c>.</summary>
    public int Order { get; init; }

    /// <summary>Whether it takes the members that no other takes.</summary>
    public bool IsExtensionData { get; init; }
}

/// <summary>
/// An <c>[UnsafeAccessor]</c> method. For a member of a generic type it stands in a class with that type's parameters and constraints, and all
/// names are those of the type's definition.
/// </summary>
internal sealed record AccessorModel
{
    /// <summary>Unique within the graph.</summary>
    public required string Id { get; init; }

    /// <summary>Member of <c>UnsafeAccessorKind</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The member's name in metadata.</summary>
    public required string Target { get; init; }

    /// <summary>The type that declares the member.</summary>
    public required string DeclaringType { get; init; }

    public required bool IsDeclaringTypeReference { get; init; }

    /// <summary>The value's type, or a constructor's parameters.</summary>
    public required string ValueType { get; init; }

    /// <summary>The declaring type's parameters, for example <c>&lt;T&gt;</c>; empty for a type that isn't generic.</summary>
    public string TypeParameters { get; init; } = "";

    /// <summary>Their constraints.</summary>
    public string Constraints { get; init; } = "";

    /// <summary>Their arguments.</summary>
    public string TypeArguments { get; init; } = "";
}
