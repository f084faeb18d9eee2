namespace Igniter.Connectors.Generators;

/// <summary>
/// Writes the shapes of the types in which something is required or secret. A shape stands for a set of types: those that a polymorphic value may
/// be of, and those of members of one name in them.
/// </summary>
internal sealed class ShapeEmitter
{
    private const string Descriptors = "global::Igniter.Connectors.Descriptors";
    private const string TypeShape = Descriptors + ".TypeShape";

    private readonly Dictionary<string, TypeModel> _types;
    private readonly Dictionary<string, bool> _isOfInterest = [];
    private readonly Queue<KeyValuePair<string, string[]>> _waiting = new();
    private readonly HashSet<string> _names = [];

    public ShapeEmitter(TypeGraph graph) => _types = graph.Types.ToDictionary(type => type.Id);

    /// <summary>C# of a type's shape.</summary>
    public string Of(string typeId) => Reference([typeId]) ?? TypeShape + ".Value";

    /// <summary>Writes all shapes that were asked for, and those that they ask for.</summary>
    public void Emit(SourceWriter writer)
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        writer.Open("private static class Shapes");
        while (_waiting.Count > 0)
        {
            KeyValuePair<string, string[]> shape = _waiting.Dequeue();
            Emit(writer, shape.Key, [.. shape.Value.Select(id => _types[id])]);
        }

        writer.Close().Line();
    }

    private void Emit(SourceWriter writer, string name, TypeModel[] types)
    {
        writer.Line($"internal static {TypeShape} {name} => field ??= {Expression(types)};");
    }

    private string Expression(TypeModel[] types)
    {
        TypeModelKind kind = types.OrderByDescending(type => IsOfInterest(type.Id)).ThenByDescending(type => type.Kind == TypeModelKind.Object).First().Kind;
        TypeModel[] alike = [.. types.Where(type => type.Kind == kind)];
        return kind switch
        {
            TypeModelKind.Object => $"{TypeShape}.Of({string.Join(", ", Members(alike))})",
            TypeModelKind.Dictionary => $"{TypeShape}.DictionaryOf(static () => {Element(alike)})",
            _ => $"{TypeShape}.ListOf(static () => {Element(alike)})",
        };
    }

    private string Element(TypeModel[] types) => Reference(types.Select(type => type.ElementId!)) ?? TypeShape + ".Value";

    private IEnumerable<string> Members(TypeModel[] types) => types
        .SelectMany(type => type.Members.Where(member => member.IsInJson), (type, member) => (Type: type, Member: member))
        .GroupBy(pair => pair.Member.JsonName, (name, pairs) => Member(name, pairs.Select(pair => pair.Member).ToArray(), pairs.Count() == types.Length));

    private string Member(string name, MemberModel[] members, bool isInAll)
    {
        List<string> traits = [];
        if (isInAll && members.All(member => member.IsRequired))
        {
            traits.Add("Required");
        }

        if (members.Any(member => member.IsEncrypted))
        {
            traits.Add("Encrypted");
        }

        if (members.Any(member => member.IsSensitive))
        {
            traits.Add("Sensitive");
        }

        string trait = string.Join(" | ", traits.DefaultIfEmpty("None").Select(flag => $"{Descriptors}.MemberTraits.{flag}"));
        string? type = Reference(members.Select(member => member.TypeId));
        return (type, traits.Count) switch
        {
            (null, 0) => $"new {Descriptors}.ShapeMember({Literals.Of(name)})",
            (null, _) => $"new {Descriptors}.ShapeMember({Literals.Of(name)}, {trait})",
            _ => $"new {Descriptors}.ShapeMember({Literals.Of(name)}, {trait}, static () => {type})",
        };
    }

    /// <summary>C# of the shape of a set of types; null when nothing in them is of interest.</summary>
    private string? Reference(IEnumerable<string> typeIds)
    {
        // The others count, too: what one of them lacks isn't required.
        string[] ids = [.. typeIds.SelectMany(Unfold).Where(IsLookedInto).Distinct().OrderBy(id => id, StringComparer.Ordinal)];
        if (!ids.Any(IsOfInterest))
        {
            return null;
        }

        string name = string.Join("Or", ids) + "Shape";
        if (_names.Add(name))
        {
            _waiting.Enqueue(new(name, ids));
        }

        return $"Shapes.{name}";
    }

    /// <summary>The types that a value may be of: derived ones as well, and a nullable's underlying one.</summary>
    private IEnumerable<string> Unfold(string id)
    {
        if (_types[id] is { Kind: not TypeModelKind.Nullable, DerivedTypes.Count: 0 })
        {
            return [id];
        }

        HashSet<string> all = [];
        Add(id);
        return all;

        void Add(string current)
        {
            TypeModel type = _types[current];
            if (type.Kind == TypeModelKind.Nullable)
            {
                Add(type.ElementId!);
            }
            else if (all.Add(current))
            {
                foreach (DerivedTypeModel derived in type.DerivedTypes)
                {
                    Add(derived.TypeId);
                }
            }
        }
    }

    private bool IsLookedInto(string id) => _types[id].Kind is TypeModelKind.Object or TypeModelKind.List or TypeModelKind.Dictionary;

    private bool IsOfInterest(string id)
    {
        if (_isOfInterest.TryGetValue(id, out bool known))
        {
            return known;
        }

        // Reached again by way of itself, it adds nothing.
        HashSet<string> seen = [];
        return _isOfInterest[id] = Search(id);

        bool Search(string current)
        {
            if (!seen.Add(current))
            {
                return false;
            }

            TypeModel type = _types[current];
            return type.Members.Any(member => member.IsInJson && (member.IsRequired || member.IsEncrypted || member.IsSensitive || Search(member.TypeId)))
                || (type.ElementId is { } element && Search(element))
                || type.DerivedTypes.Any(derived => Search(derived.TypeId));
        }
    }
}
