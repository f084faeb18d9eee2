using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads the types that cross a connector's border as JSON.</summary>
internal sealed class TypeGraphReader
{
    private readonly ReaderContext _context;
    private readonly JsonContexts _contexts;
    private readonly ObjectReader _objects;
    private readonly TypeIds _ids = new();
    private readonly List<TypeModel?> _types = [];
    private readonly Dictionary<ITypeSymbol, string?> _known = new(SymbolEqualityComparer.IncludeNullability);
    private readonly Dictionary<ITypeSymbol, string> _converted = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ITypeSymbol> _emitted = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, RootModel> _roots = [];
    private readonly SortedSet<string> _warnings = new(StringComparer.Ordinal);
    private readonly TypePath _path = new();

    public TypeGraphReader(ReaderContext context)
    {
        _context = context;
        _contexts = new(context.Compilation);
        _objects = new(context, this);
    }

    public IReadOnlyList<Problem> Problems => _context.Problems;

    /// <summary>Adds a type that gets a contract. Gives the id of the <see cref="RootModel"/>, or null with the problems recorded.</summary>
    /// <param name="type">The type.</param>
    /// <param name="owner">What mentions it, for problems; the type itself when absent.</param>
    public string? AddRoot(ITypeSymbol type, ISymbol? owner = null)
    {
        using (_path.Enter(type.Name, owner ?? type))
        {
            if (Add(type) is not { } id)
            {
                return null;
            }

            bool isNullable = type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated };
            string rootId = isNullable ? id + "OrNull" : id;
            _roots[rootId] = new(rootId, id, isNullable ? ModelOf(id).FullName + "?" : ModelOf(id).FullName, isNullable);
            return rootId;
        }
    }

    /// <summary>
    /// Adds the input class of an action: <c>Kind = Object</c>, <c>IsInput</c>, one property for each parameter, of its name and in their order, a
    /// root. Gives the id of the root, which is the name of the class, nested in <c>IgniterGenerated</c>; or null with the problems recorded.
    /// </summary>
    /// <param name="id">The name that is wished for the class.</param>
    /// <param name="parameters">The parameters that are the action's input.</param>
    public string? AddInput(string id, IReadOnlyList<IParameterSymbol> parameters)
    {
        // A class can't have a property of its own name.
        string unique = _ids.Reserve(parameters.Any(parameter => parameter.Name == id) ? id + "_" : id);
        int slot = ReserveSlot();
        if (InputReader.Read(unique, parameters, _context, this) is not { } model)
        {
            return null;
        }

        _types[slot] = model;
        _roots[unique] = new(unique, unique, model.FullName, IsNullable: false);
        return unique;
    }

    public TypeGraph Build() => new(_types.OfType<TypeModel>().ToEquatableArray())
    {
        Roots = _roots.Values.ToEquatableArray(),
        JsonContexts = _contexts.Used.ToEquatableArray(),
        Warnings = _warnings.ToEquatableArray(),
    };

    public static bool IsNullable(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || (!type.IsValueType && type.NullableAnnotation != NullableAnnotation.NotAnnotated);

    /// <summary>Adds the type of a member. Gives its id, or null with the problems recorded.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isConverted">Whether a converter of the member's own reads and writes it, whatever the type is.</param>
    /// <param name="member">The member.</param>
    public string? AddMember(ITypeSymbol type, bool isConverted, ISymbol member)
    {
        using (_path.Enter(member.Name, member))
        {
            return isConverted ? AddConverted(type) : Add(type);
        }
    }

    /// <summary>Adds a type that another one mentions.</summary>
    public string? AddPart(ITypeSymbol type, string segment)
    {
        using (_path.Enter(segment, owner: null))
        {
            return Add(type);
        }
    }

    /// <summary>Takes note of what generated code has to be allowed for naming what carries the attributes.</summary>
    public void Permit(TypeAttributes attributes) => _warnings.UnionWith(attributes.Warnings);

    /// <summary>Whether a constant of the type's underlying type is its value in JSON, too.</summary>
    public bool IsPlain(string typeId) => typeId.Length > 0
        && _types.FirstOrDefault(candidate => candidate?.Id == typeId) is { Json.Converter: null } model
        && (model.Kind is TypeModelKind.Enum || (model.Kind is TypeModelKind.Value && model.Json.Schema.Count > 0)
            || (model.Kind is TypeModelKind.Nullable && IsPlain(model.ElementId!)));

    /// <summary>The converter of a member or type; null where there is none, or it can't be made, which is a problem then.</summary>
    public string? ReadConverter(AttributeData? attribute, ITypeSymbol type, ISymbol owner)
    {
        string? converter = ConverterReader.Read(attribute, type, _context);
        if (attribute is not null && converter is null)
        {
            RefuseMember(type, owner, "generated code can't make its converter: give it a public constructor without parameters");
        }

        return converter;
    }

    /// <summary>Records that a type has no contract.</summary>
    /// <param name="type">The type.</param>
    /// <param name="reason">Why, and the way out.</param>
    /// <returns>Always null.</returns>
    public string? Refuse(ITypeSymbol type, string reason)
    {
        _context.Report(Problem.At(Rules.NoContract, _path.Owner.OriginalDefinition, _path.ToString(), type.ToDisplayString(), reason));
        return null;
    }

    /// <summary>Records that a member's type has no contract there.</summary>
    /// <param name="type">The type.</param>
    /// <param name="member">The member.</param>
    /// <param name="reason">Why, and the way out.</param>
    public void RefuseMember(ITypeSymbol type, ISymbol member, string reason)
    {
        using (_path.Enter(member.Name, member))
        {
            Refuse(type, reason);
        }
    }

    private string? Add(ITypeSymbol type)
    {
        ITypeSymbol key = type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type;
        if (_known.TryGetValue(key, out string? known) && known is not null)
        {
            return known;
        }

        _context.CancellationToken.ThrowIfCancellationRequested();
        if (UnsupportedTypes.Find(type, _context) is { } reason)
        {
            return reason.Length == 0 ? null : Refuse(type, reason);
        }

        if (_known.ContainsKey(key))
        {
            // What is wrong in it was said where it was first met.
            return null;
        }

        string id = _ids.Create(key);
        int slot = ReserveSlot();
        _known.Add(key, id);

        TypeAttributes attributes = TypeAttributes.Read(type.OriginalDefinition);
        Permit(attributes);
        TypeModel model = new()
        {
            Id = id,
            FullName = key is IDynamicTypeSymbol ? "object" : key.ToFullName(),
            Kind = TypeModelKind.Value,
            IsReferenceType = type.IsReferenceType,
        };

        if (Read(type, model, attributes) is not { } read)
        {
            // What was read within it may mention it already: to them it is a value that nothing is known of.
            _known[key] = null;
            _types[slot] = _types.Any(other => other?.Mentions(id) == true) ? model : null;
            return null;
        }

        _types[slot] = read with { Json = read.Json with { IsEmitted = read.Json.IsEmitted && _emitted.Add(key) } };
        return id;
    }

    private TypeModel? Read(ITypeSymbol type, TypeModel model, TypeAttributes attributes) => type switch
    {
        _ when _contexts.Lists(type) => model,
        _ when attributes.Converter is not null && !(type.TypeKind == TypeKind.Enum && ConverterReader.IsEnumText(attributes.Converter)) =>
            ReadConverter(attributes.Converter, type, _path.Owner) is { } converter ? model with { Json = new() { IsEmitted = true, Converter = converter } } : null,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => AddPart(nullable.TypeArguments[0], "") is { } underlying
            ? model with { Kind = TypeModelKind.Nullable, ElementId = underlying, Json = new() { IsEmitted = true } }
            : null,
        _ when BuiltInTypes.FindSchema(type) is { } schema => model with { Json = new() { Schema = schema.ToEquatableArray(), BuiltIn = BuiltInTypes.ConverterOf(type) } },
        { TypeKind: TypeKind.Enum } => model with
        {
            Kind = TypeModelKind.Enum,
            IsFlags = attributes.IsFlags,
            EnumValues = EnumReader.Read(type),
            Json = new() { IsEmitted = true, Converter = ReadConverter(attributes.Converter, type, _path.Owner) },
        },
        _ when CollectionReader.Read(type) is { } collection => ReadCollection(type, collection, model),
        INamedTypeSymbol named => _objects.Read(named, model, attributes),
        _ => null,
    };

    private TypeModel? ReadCollection(ITypeSymbol type, Collection collection, TypeModel model)
    {
        if (!CollectionReader.CanBeRead(collection, type))
        {
            Refuse(type, "System.Text.Json can't fill this collection: use a List, an array, a Dictionary or one of their interfaces");
            return null;
        }

        string? key = collection.Key is null ? null : AddKey(type, collection.Key);
        string? element = AddPart(collection.Element, "[]");
        if (element is null || (collection.Key is not null && key is null))
        {
            return null;
        }

        string keyArgument = collection.Key is null ? "" : collection.Key.ToFullName() + ", ";
        string collectionArgument = collection.Factory is "CreateArrayInfo" or "CreateMemoryInfo" or "CreateReadOnlyMemoryInfo" ? "" : model.FullName + ", ";
        return model with
        {
            Kind = collection.Key is null ? TypeModelKind.List : TypeModelKind.Dictionary,
            ElementId = element,
            ElementIsNullable = collection.Element.IsReferenceType && IsNullable(collection.Element),
            KeyId = key,
            Json = new()
            {
                IsEmitted = true,
                Factory = $"{collection.Factory}<{collectionArgument}{keyArgument}{collection.Element.ToFullName()}>",
                Creation = collection.Creation,
                FromItems = collection.FromItems,
            },
        };
    }

    private string? AddKey(ITypeSymbol type, ITypeSymbol key) =>
        key.TypeKind == TypeKind.Enum || (BuiltInTypes.FindSchema(key) is not null && BuiltInTypes.IsKey(key))
            ? AddPart(key, "[]")
            : Refuse(type, "a dictionary's keys are strings, numbers, enums, dates, times, Guid, Uri or Version in JSON");

    private string AddConverted(ITypeSymbol type)
    {
        if (!_converted.TryGetValue(type, out string id))
        {
            id = _ids.Reserve("Converted" + TypeIds.NameOf(type));
            _converted.Add(type, id);
            _types.Add(new() { Id = id, FullName = type.ToFullNameNotNull(), Kind = TypeModelKind.Value, IsReferenceType = type.IsReferenceType });
        }

        return id;
    }

    private TypeModel ModelOf(string id) => _types.First(candidate => candidate?.Id == id)!;

    private int ReserveSlot()
    {
        _types.Add(null);
        return _types.Count - 1;
    }
}
