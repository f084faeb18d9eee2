using System.Collections.Immutable;

namespace Igniter.Connectors.Analyzers;

/// <summary>What is secret at a point of a method. Keys are locals, parameters and the compiler's captures.</summary>
internal sealed class FlowState
{
    public static readonly FlowState Empty = new(ImmutableDictionary<object, Taint>.Empty);

    private readonly ImmutableDictionary<object, Taint> _taints;

    private FlowState(ImmutableDictionary<object, Taint> taints) => _taints = taints;

    public Taint? this[object key] => _taints.TryGetValue(key, out Taint? taint) ? taint : null;

    public FlowState With(object key, Taint? taint) => new(taint is null ? _taints.Remove(key) : _taints.SetItem(key, taint));

    public FlowState Join(FlowState other)
    {
        ImmutableDictionary<object, Taint>.Builder taints = _taints.ToBuilder();
        foreach (KeyValuePair<object, Taint> pair in other._taints)
        {
            taints[pair.Key] = Taint.Join(taints.TryGetValue(pair.Key, out Taint? taint) ? taint : null, pair.Value)!;
        }

        return new(taints.ToImmutable());
    }

    /// <summary>Whether nothing is secret here that isn't in the other.</summary>
    public bool IsWithin(FlowState other) => _taints.All(pair => pair.Value.IsWithin(other[pair.Key]));
}
