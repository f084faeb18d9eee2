using System.Diagnostics.CodeAnalysis;

namespace Igniter.Connectors;

/// <summary>The pointers of <see cref="ConnectionRecord.EncryptedPaths"/>.</summary>
internal sealed class PointerSet
{
    private readonly string[] _pointers;

    private PointerSet(string[] pointers) => _pointers = pointers;

    public static PointerSet Empty { get; } = new([]);

    public int Count => _pointers.Length;

    public static PointerSet Parse(string list)
    {
        if (list.Length == 0)
        {
            return Empty;
        }

        if (!list.Contains(JsonPointer.ListSeparator))
        {
            return new PointerSet([list]);
        }

        string[] pointers = list.Split(JsonPointer.ListSeparator);
        Array.Sort(pointers, StringComparer.Ordinal);
        return new PointerSet(pointers);
    }

    public bool TryGet(ReadOnlySpan<char> pointer, [NotNullWhen(true)] out string? listed)
    {
        int low = 0;
        int high = _pointers.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            int order = pointer.SequenceCompareTo(_pointers[middle]);
            if (order == 0)
            {
                listed = _pointers[middle];
                return true;
            }

            (low, high) = order < 0 ? (low, middle) : (middle + 1, high);
        }

        listed = null;
        return false;
    }

    /// <summary>Gives the first pointer that isn't among the values found.</summary>
    public string? FirstMissing(IReadOnlyList<SecretValue> found) =>
        _pointers.Except(found.Select(value => value.Pointer), StringComparer.Ordinal).FirstOrDefault();
}
