using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Igniter.Connectors;

namespace Acme.JsonCollections;

/// <summary>Collections of every sort that JSON can be read into and written from.</summary>
[Connector("json-collections")]
public sealed partial class JsonCollectionsConnector
{
    public sealed record Config(string[] Hosts, Dictionary<string, string> Headers);

    [Action]
    public Task<Lists> Lists(Lists value) => Task.FromResult(value);

    [Action]
    public Task<Dictionaries> Dictionaries(Dictionaries value) => Task.FromResult(value);

    /// <summary>System.Text.Json writes these and can't read them.</summary>
    [Action]
    public Task<MadeFromItems> MadeFromItems(MadeFromItems value) => Task.FromResult(value);

    [Action]
    public Task<List<Item?>> Items(List<Item?> items, IEnumerable<Item> others) => Task.FromResult(items.Concat(others).ToList());
}

public enum Color
{
    Red,
    Green,
}

public sealed record Item(string Name, int Count = 1);

public sealed class Lists
{
    public int[]? Array { get; set; }

    public string?[]? Texts { get; set; }

    public int[][]? Jagged { get; set; }

    public List<Item>? List { get; set; }

    public IList<int>? IList { get; set; }

    public ICollection<int>? ICollection { get; set; }

    public IEnumerable<Item?>? IEnumerable { get; set; }

    public IReadOnlyList<int>? IReadOnlyList { get; set; }

    public IReadOnlyCollection<int?>? IReadOnlyCollection { get; set; }

    public HashSet<int>? HashSet { get; set; }

    public ISet<int>? ISet { get; set; }

    public SortedSet<int>? SortedSet { get; set; }

    public LinkedList<int>? LinkedList { get; set; }

    public Queue<int>? Queue { get; set; }

    public Stack<int>? Stack { get; set; }

    public ConcurrentQueue<int>? ConcurrentQueue { get; set; }

    public ConcurrentStack<int>? ConcurrentStack { get; set; }

    public Collection<int>? Collection { get; set; }

    public ObservableCollection<int>? ObservableCollection { get; set; }

    public ImmutableArray<int>? ImmutableArray { get; set; }

    public ImmutableList<Item>? ImmutableList { get; set; }

    public IImmutableList<int>? IImmutableList { get; set; }

    public ImmutableHashSet<int>? ImmutableHashSet { get; set; }

    public IImmutableSet<int>? IImmutableSet { get; set; }

    public ImmutableSortedSet<int>? ImmutableSortedSet { get; set; }

    public ImmutableQueue<int>? ImmutableQueue { get; set; }

    public ImmutableStack<int>? ImmutableStack { get; set; }

    public Memory<int> Memory { get; set; }

    public ReadOnlyMemory<int> ReadOnlyMemory { get; set; }

    public Tags? Tags { get; set; }
}

public sealed class Tags : List<string>;

public sealed class Headers : Dictionary<string, string>;

public sealed class Dictionaries
{
    public Dictionary<string, Item>? Dictionary { get; set; }

    public IDictionary<string, int>? IDictionary { get; set; }

    public IReadOnlyDictionary<string, int?>? IReadOnlyDictionary { get; set; }

    public SortedDictionary<string, int>? SortedDictionary { get; set; }

    public ConcurrentDictionary<string, int>? ConcurrentDictionary { get; set; }

    public ImmutableDictionary<string, int>? ImmutableDictionary { get; set; }

    public IImmutableDictionary<string, int>? IImmutableDictionary { get; set; }

    public ImmutableSortedDictionary<string, int>? ImmutableSortedDictionary { get; set; }

    public Headers? Headers { get; set; }

    public Dictionary<Color, int>? ByEnum { get; set; }

    public Dictionary<int, string>? ByInt32 { get; set; }

    public Dictionary<Guid, string?>? ByGuid { get; set; }

    public Dictionary<DateTimeOffset, List<int>>? ByDate { get; set; }

    public Dictionary<string, Dictionary<string, object?>>? Nested { get; set; }
}

public sealed class MadeFromItems
{
    public IReadOnlySet<int>? IReadOnlySet { get; set; }

    public FrozenSet<int>? FrozenSet { get; set; }

    public FrozenDictionary<string, Item>? FrozenDictionary { get; set; }

    public ReadOnlyCollection<Item?>? ReadOnlyCollection { get; set; }
}
