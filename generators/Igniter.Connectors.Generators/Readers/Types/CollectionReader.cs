using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>What a type is as a collection.</summary>
/// <param name="Factory">Method of <c>JsonMetadataServices</c>, without type arguments.</param>
/// <param name="Element">The items, or a dictionary's values.</param>
/// <param name="Key">A dictionary's keys.</param>
/// <param name="Creation">C# that makes an empty one; null where System.Text.Json makes it, or where <paramref name="FromItems"/> does.</param>
/// <param name="FromItems">C# of a method that makes it from its items.</param>
internal sealed record Collection(string Factory, ITypeSymbol Element, ITypeSymbol? Key, string? Creation, string? FromItems);

/// <summary>Tells what collection a type is, by the rules of System.Text.Json's own generator.</summary>
internal static class CollectionReader
{
    private const string Generic = "System.Collections.Generic";
    private const string Immutable = "System.Collections.Immutable";
    private const string Concurrent = "System.Collections.Concurrent";

    /// <summary>Collections that are made from their items at once, and how.</summary>
    private static readonly Dictionary<string, (string Namespace, string FromItems)> MadeFromItems = new()
    {
        ["ImmutableArray"] = (Immutable, "global::System.Collections.Immutable.ImmutableArray.CreateRange"),
        ["ImmutableList"] = (Immutable, "global::System.Collections.Immutable.ImmutableList.CreateRange"),
        ["IImmutableList"] = (Immutable, "global::System.Collections.Immutable.ImmutableList.CreateRange"),
        ["ImmutableQueue"] = (Immutable, "global::System.Collections.Immutable.ImmutableQueue.CreateRange"),
        ["IImmutableQueue"] = (Immutable, "global::System.Collections.Immutable.ImmutableQueue.CreateRange"),
        ["ImmutableStack"] = (Immutable, "global::System.Collections.Immutable.ImmutableStack.CreateRange"),
        ["IImmutableStack"] = (Immutable, "global::System.Collections.Immutable.ImmutableStack.CreateRange"),
        ["ImmutableHashSet"] = (Immutable, "global::System.Collections.Immutable.ImmutableHashSet.CreateRange"),
        ["IImmutableSet"] = (Immutable, "global::System.Collections.Immutable.ImmutableHashSet.CreateRange"),
        ["ImmutableSortedSet"] = (Immutable, "global::System.Collections.Immutable.ImmutableSortedSet.CreateRange"),
        ["ImmutableDictionary"] = (Immutable, "global::System.Collections.Immutable.ImmutableDictionary.CreateRange"),
        ["IImmutableDictionary"] = (Immutable, "global::System.Collections.Immutable.ImmutableDictionary.CreateRange"),
        ["ImmutableSortedDictionary"] = (Immutable, "global::System.Collections.Immutable.ImmutableSortedDictionary.CreateRange"),
        ["FrozenSet"] = ("System.Collections.Frozen", "static items => global::System.Collections.Frozen.FrozenSet.ToFrozenSet(items)"),
        ["FrozenDictionary"] = ("System.Collections.Frozen", "static items => global::System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(items)"),
        ["IReadOnlySet"] = (Generic, "static items => new global::System.Collections.Generic.HashSet<{0}>(items)"),
        ["ReadOnlyCollection"] = ("System.Collections.ObjectModel",
            "static items => new global::System.Collections.ObjectModel.ReadOnlyCollection<{0}>(new global::System.Collections.Generic.List<{0}>(items))"),
    };

    /// <summary>What System.Text.Json has converters for; the first that fits counts.</summary>
    private static readonly Form[] Forms =
    [
        new(Generic, "Dictionary", 2, IsInterface: false, "CreateDictionaryInfo", null),
        new(Generic, "IDictionary", 2, IsInterface: true, "CreateIDictionaryInfo", "Dictionary"),
        new(Generic, "IReadOnlyDictionary", 2, IsInterface: true, "CreateIReadOnlyDictionaryInfo", null),
        new(Generic, "List", 1, IsInterface: false, "CreateListInfo", null),
        new(Generic, "IList", 1, IsInterface: true, "CreateIListInfo", "List"),
        new(Generic, "ISet", 1, IsInterface: true, "CreateISetInfo", "HashSet"),
        new(Generic, "ICollection", 1, IsInterface: true, "CreateICollectionInfo", "List"),
        new(Generic, "Stack", 1, IsInterface: false, "CreateStackInfo", null),
        new(Generic, "Queue", 1, IsInterface: false, "CreateQueueInfo", null),
        new(Concurrent, "ConcurrentStack", 1, IsInterface: false, "CreateConcurrentStackInfo", null),
        new(Concurrent, "ConcurrentQueue", 1, IsInterface: false, "CreateConcurrentQueueInfo", null),
    ];

    /// <summary>Gives null for a type that isn't a collection.</summary>
    public static Collection? Read(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            return new("CreateArrayInfo", array.ElementType, null, null, null);
        }

        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        if (named.Is("System", "Memory") || named.Is("System", "ReadOnlyMemory"))
        {
            return new(named.Name == "Memory" ? "CreateMemoryInfo" : "CreateReadOnlyMemoryInfo", named.TypeArguments[0], null, null, null);
        }

        return FindInterface(named, Generic, "IEnumerable", 1) is { } items ? Read(named, items.TypeArguments[0]) : null;
    }

    /// <summary>Whether System.Text.Json can read it: it can be made, or is an interface that System.Text.Json knows a class for.</summary>
    public static bool CanBeRead(Collection collection, ITypeSymbol type) =>
        collection.Creation is not null || collection.FromItems is not null || type is IArrayTypeSymbol
        || collection.Factory is "CreateMemoryInfo" or "CreateReadOnlyMemoryInfo"
        || (type.TypeKind == TypeKind.Interface && IsKnownReadOnly(type));

    private static Collection Read(INamedTypeSymbol type, ITypeSymbol item)
    {
        if (MadeFromItems.TryGetValue(type.Name, out (string Namespace, string FromItems) made) && type.Is(made.Namespace, type.Name))
        {
            string fromItems = made.FromItems.Replace("{0}", item.ToFullName());
            return type.TypeArguments is [{ } key, { } value]
                ? new("CreateImmutableDictionaryInfo", value, key, null, fromItems)
                : new("CreateImmutableEnumerableInfo", item, null, null, fromItems);
        }

        // A class that only enumerates can't be filled.
        return Read(type, Forms) ?? new("CreateIEnumerableInfo", item, null, null, null);
    }

    private static Collection? Read(INamedTypeSymbol type, IReadOnlyList<Form> forms)
    {
        foreach (Form form in forms)
        {
            INamedTypeSymbol? found = form.IsInterface
                ? FindInterface(type, form.Namespace, form.Name, form.Arity)
                : FindBase(type, form.Namespace, form.Name, form.Arity);

            if (found is not null)
            {
                ITypeSymbol? key = form.Arity == 2 ? found.TypeArguments[0] : null;
                return new(form.Factory, found.TypeArguments[form.Arity - 1], key, Creation(type, form.MadeAs, found.TypeArguments), null);
            }
        }

        return null;
    }

    private static string? Creation(INamedTypeSymbol type, string? madeAs, IReadOnlyList<ITypeSymbol> arguments) => type switch
    {
        { TypeKind: TypeKind.Interface } when madeAs is not null && type.ContainingNamespace.Is(Generic) =>
            $"new global::{Generic}.{madeAs}<{string.Join(", ", arguments.Select(SymbolExtensions.ToFullName))}>()",
        { TypeKind: TypeKind.Struct } => $"default({type.ToFullName()})",
        { TypeKind: TypeKind.Class, IsAbstract: false } when type.InstanceConstructors.Any(IsPublicAndParameterless) => $"new {type.ToFullNameNotNull()}()",
        _ => null,
    };

    private static bool IsPublicAndParameterless(IMethodSymbol constructor) =>
        constructor is { DeclaredAccessibility: Accessibility.Public, Parameters.IsEmpty: true };

    private static bool IsKnownReadOnly(ITypeSymbol type) =>
        type.Is(Generic, "IEnumerable") || type.Is(Generic, "IReadOnlyCollection") || type.Is(Generic, "IReadOnlyList") || type.Is(Generic, "IReadOnlyDictionary");

    private static INamedTypeSymbol? FindBase(INamedTypeSymbol type, string containingNamespace, string name, int arity)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.Arity == arity && current.Is(containingNamespace, name))
            {
                return current;
            }
        }

        return null;
    }

    private static INamedTypeSymbol? FindInterface(INamedTypeSymbol type, string containingNamespace, string name, int arity)
    {
        return IsIt(type) ? type : type.AllInterfaces.FirstOrDefault(IsIt);

        bool IsIt(INamedTypeSymbol candidate) => candidate.Arity == arity && candidate.Is(containingNamespace, name);
    }

    /// <summary>A class or interface that makes its descendants collections.</summary>
    /// <param name="Namespace">Its namespace.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Arity">2 for a dictionary, 1 for a list.</param>
    /// <param name="IsInterface">Whether it is an interface.</param>
    /// <param name="Factory">Method of <c>JsonMetadataServices</c>.</param>
    /// <param name="MadeAs">The class that is made where the type is the interface itself.</param>
    private sealed record Form(string Namespace, string Name, int Arity, bool IsInterface, string Factory, string? MadeAs);
}
