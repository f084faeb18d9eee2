using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Igniter.Connectors;

/// <summary>One-time entries and claims, guarded by the store's lock.</summary>
internal sealed class InMemoryWork
{
    private readonly Dictionary<string, OneTimeEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Claimed> _claims = new(StringComparer.Ordinal);

    public bool Put(string id, string value, DateTimeOffset expiresAt) => _entries.TryAdd(id, new(value, expiresAt));

    public string? Take(string id, DateTimeOffset now) =>
        _entries.Remove(id, out OneTimeEntry entry) && now < entry.ExpiresAt ? entry.Value : null;

    public ClaimResult Claim(string id, string owner, DateTimeOffset now, DateTimeOffset until)
    {
        // One look-up for both: among very many claims each costs more than the rest of the delivery's bookkeeping.
        ref Claimed claim = ref CollectionsMarshal.GetValueRefOrAddDefault(_claims, id, out bool isKnown);
        if (isKnown && now < claim.Until && claim.Owner != owner)
        {
            return claim.Owner is null ? ClaimResult.Done : ClaimResult.InProgress;
        }

        claim = new(owner, until);
        return ClaimResult.Claimed;
    }

    public bool Complete(string id, string owner, DateTimeOffset until)
    {
        ref Claimed claim = ref CollectionsMarshal.GetValueRefOrNullRef(_claims, id);
        if (Unsafe.IsNullRef(ref claim) || claim.Owner != owner)
        {
            return false;
        }

        claim = new(Owner: null, until);
        return true;
    }

    public bool Release(string id, string owner) => _claims.TryGetValue(id, out Claimed claim) && claim.Owner == owner && _claims.Remove(id);

    public long Sweep(DateTimeOffset now)
    {
        long before = _entries.Count + _claims.Count;
        foreach ((string id, OneTimeEntry entry) in _entries)
        {
            if (entry.ExpiresAt <= now)
            {
                _entries.Remove(id);
            }
        }

        foreach ((string id, Claimed claim) in _claims)
        {
            if (claim.Until <= now)
            {
                _claims.Remove(id);
            }
        }

        return before - _entries.Count - _claims.Count;
    }

    private readonly record struct OneTimeEntry(string Value, DateTimeOffset ExpiresAt);

    /// <summary>A claim; without an owner the work is done.</summary>
    private readonly record struct Claimed(string? Owner, DateTimeOffset Until);
}
