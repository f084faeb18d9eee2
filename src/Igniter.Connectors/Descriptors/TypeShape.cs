using System.ComponentModel;
using System.Text;

namespace Igniter.Connectors.Descriptors;

/// <summary>
/// How a type looks in JSON: enough to find encrypted and sensitive values and missing required members without reflection.
/// Types may refer to themselves, so inner shapes are given as functions.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TypeShape
{
    private const MemberTraits Known = (MemberTraits)int.MinValue;

    private readonly Func<TypeShape>? _element;
    private MemberTraits _reached;
    private ShapeMember[]? _secretMembers;
    private int _required = -1;

    private TypeShape(ShapeKind kind, ShapeMember[] members, Func<TypeShape>? element)
    {
        Kind = kind;
        Members = members;
        _element = element;
    }

    /// <summary>A value without members of interest: a number, a string, a type with a converter of its own.</summary>
    public static TypeShape Value { get; } = new(ShapeKind.Value, [], null);

    /// <summary>What it is in JSON.</summary>
    public ShapeKind Kind { get; }

    /// <summary>An object's members.</summary>
    public ShapeMember[] Members { get; }

    /// <summary>The shape of a list's items or a dictionary's values.</summary>
    public TypeShape Element => _element is null ? Value : _element();

    /// <summary>Whether a member is encrypted, here or deeper.</summary>
    internal bool HoldsEncrypted => Reaches(MemberTraits.Encrypted);

    /// <summary>The members that are encrypted or hold something that is.</summary>
    internal ShapeMember[] SecretMembers => _secretMembers ??= Array.FindAll(Members, HoldsSecret);

    /// <summary>How many of an object's members must be present; <see cref="int.MaxValue"/> when something deeper must, too.</summary>
    internal int RequiredCount => _required >= 0 ? _required : _required = Array.Exists(Members, HoldsRequired)
        ? int.MaxValue
        : Members.Count(member => member.Traits.HasFlag(MemberTraits.Required));

    /// <summary>Whether a member has one of these traits, here or deeper.</summary>
    internal bool Reaches(MemberTraits traits)
    {
        if (_reached == MemberTraits.None)
        {
            _reached = Reach([]) | Known;
        }

        return (_reached & traits) != MemberTraits.None;
    }

    /// <summary>An object.</summary>
    /// <param name="members">Its members. A polymorphic type lists the members of all its derived types, none of those required.</param>
    /// <returns>The shape.</returns>
    public static TypeShape Of(params ShapeMember[] members) => new(ShapeKind.Members, members, null);

    /// <summary>A list.</summary>
    /// <param name="element">The items' shape.</param>
    /// <returns>The shape.</returns>
    public static TypeShape ListOf(Func<TypeShape> element) => new(ShapeKind.Items, [], element);

    /// <summary>A dictionary.</summary>
    /// <param name="element">The values' shape.</param>
    /// <returns>The shape.</returns>
    public static TypeShape DictionaryOf(Func<TypeShape> element) => new(ShapeKind.Entries, [], element);

    private MemberTraits Reach(HashSet<TypeShape> visited)
    {
        if (!visited.Add(this))
        {
            return MemberTraits.None;
        }

        MemberTraits reached = _element?.Invoke().Reach(visited) ?? MemberTraits.None;
        foreach (ShapeMember member in Members)
        {
            reached |= member.Traits | (member.Type?.Invoke().Reach(visited) ?? MemberTraits.None);
        }

        return reached;
    }

    private static bool HoldsRequired(ShapeMember member) => member.Type?.Invoke() is { } type && type.Reaches(MemberTraits.Required);

    private static bool HoldsSecret(ShapeMember member) =>
        member.Traits.HasFlag(MemberTraits.Encrypted) || member.Type?.Invoke() is { HoldsEncrypted: true };
}

/// <summary>What a type is in JSON.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ShapeKind
{
    /// <summary>A scalar, or anything that isn't looked into.</summary>
    Value,

    /// <summary>An object with known members.</summary>
    Members,

    /// <summary>An array.</summary>
    Items,

    /// <summary>An object with free names.</summary>
    Entries,
}

/// <summary>One member of an object in JSON.</summary>
/// <param name="Name">Its JSON name.</param>
/// <param name="Traits">What is special about it.</param>
/// <param name="Type">Its value's shape; <see langword="null"/> for a plain value.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ShapeMember(string Name, MemberTraits Traits = MemberTraits.None, Func<TypeShape>? Type = null)
{
    internal byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);

    internal bool IsSecret => (Traits & (MemberTraits.Encrypted | MemberTraits.Sensitive)) != MemberTraits.None;
}

/// <summary>What is special about a member.</summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum MemberTraits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It must be present.</summary>
    Required = 1,

    /// <summary>It is encrypted in the store; implies that it is shown nowhere.</summary>
    Encrypted = 2,

    /// <summary>It is shown nowhere.</summary>
    Sensitive = 4,
}
