using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Analyzers;

/// <summary>What of a value is secret.</summary>
/// <param name="Source">The secret's name, for the message.</param>
/// <param name="Parts">The members that are secret; null when the value as a whole is.</param>
internal sealed record Taint(string Source, ImmutableDictionary<string, Taint>? Parts)
{
    /// <summary>A value that is a secret, or a text made of one.</summary>
    public static Taint Whole(string source) => new(source, null);

    /// <summary>A value that is as secret as another, whatever its members are.</summary>
    public Taint AsWhole() => Parts is null ? this : Whole(Source);

    /// <summary>This value with a member set; null for nothing secret.</summary>
    public static Taint? WithPart(Taint? whole, string member, Taint? part)
    {
        if (whole is { Parts: null })
        {
            return whole;
        }

        ImmutableDictionary<string, Taint> parts = whole?.Parts ?? ImmutableDictionary<string, Taint>.Empty;
        parts = part is null ? parts.Remove(member) : parts.SetItem(member, part);
        return parts.IsEmpty ? null : new(parts.OrderBy(pair => pair.Key, StringComparer.Ordinal).First().Value.Source, parts);
    }

    /// <summary>What may be secret when the value is either.</summary>
    public static Taint? Join(Taint? left, Taint? right)
    {
        if (left is null || right is null || left.Parts is null || right.Parts is null)
        {
            return left is null || right is { Parts: null } && left.Parts is not null ? right : left;
        }

        ImmutableDictionary<string, Taint> parts = left.Parts;
        foreach (KeyValuePair<string, Taint> part in right.Parts)
        {
            parts = parts.SetItem(part.Key, Join(parts.GetValueOrDefault(part.Key), part.Value)!);
        }

        return left with { Parts = parts };
    }

    /// <summary>Whether this says no more than the other, names aside.</summary>
    public bool IsWithin(Taint? other) => other is not null
        && (other.Parts is null || (Parts is not null && Parts.All(part => part.Value.IsWithin(other.Parts.GetValueOrDefault(part.Key)))));

    /// <summary>What of a member of this value is secret. A number or a truth value of a secret gives nothing away.</summary>
    public Taint? Member(string name, ITypeSymbol type)
    {
        if (Parts is not null)
        {
            return Parts.GetValueOrDefault(name);
        }

        return type.IsNumber() || type.IsBoolean() ? null : this;
    }

    /// <summary>Whether a text made of the value shows the secret: a record, a tuple or an anonymous object shows its members.</summary>
    public bool Shows(ITypeSymbol? type, SecretMarks marks)
    {
        if (Parts is null)
        {
            return true;
        }

        return type is { IsRecord: true } or { IsTupleType: true } or { IsAnonymousType: true } && Parts.Any(part =>
        {
            // A marked member isn't printed.
            IPropertySymbol? property = type.FindProperty(part.Key);
            return (property is null || marks.Of(property) == SecretMark.None) && part.Value.Shows(property?.Type, marks);
        });
    }
}
