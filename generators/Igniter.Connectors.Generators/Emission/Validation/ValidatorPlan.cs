namespace Igniter.Connectors.Generators;

/// <summary>Which types of a graph get a validator, and which of them may hold themselves.</summary>
internal sealed class ValidatorPlan
{
    private readonly Dictionary<string, TypeModel> _types;
    private readonly HashSet<string> _needed;

    public ValidatorPlan(TypeGraph graph)
    {
        _types = graph.Types.ToDictionary(type => type.Id);
        _needed = [.. graph.Types.Where(HasChecks).Select(type => type.Id)];

        bool grows = true;
        while (grows)
        {
            grows = false;
            foreach (TypeModel type in graph.Types)
            {
                grows |= !Needs(type.Id) && PartsOf(type).Any(Needs) && _needed.Add(type.Id);
            }
        }
    }

    public TypeModel this[string id] => _types[id];

    /// <summary>Whether there is anything to check in the type, at any depth.</summary>
    public bool Needs(string id) => _needed.Contains(id);

    /// <summary>Whether a value of the type may hold one of the same type, and so itself.</summary>
    public bool IsRecursive(string id)
    {
        HashSet<string> seen = [];
        Stack<string> open = new(PartsOf(_types[id]));
        while (open.Count > 0)
        {
            string part = open.Pop();
            if (part == id)
            {
                return true;
            }

            if (seen.Add(part))
            {
                foreach (string inner in PartsOf(_types[part]))
                {
                    open.Push(inner);
                }
            }
        }

        return false;
    }

    /// <summary>How a value of the type can be null.</summary>
    public NullForm NullFormOf(string id) =>
        _types[id].Kind == TypeModelKind.Nullable ? NullForm.Nullable
        : _types[id].IsReferenceType ? NullForm.Reference
        : NullForm.None;

    /// <summary>Whether the type is an enum or a nullable one. Its members have that check themselves.</summary>
    public bool IsEnum(string id) => _types[id] switch
    {
        { Kind: TypeModelKind.Enum } => true,
        { Kind: TypeModelKind.Nullable, ElementId: { } element } => IsEnum(element),
        _ => false,
    };

    /// <summary>Whether null is an error for the items of a list or the values of a dictionary.</summary>
    public bool RefusesNullItems(TypeModel type) =>
        type is { Kind: TypeModelKind.List or TypeModelKind.Dictionary, ElementId: { } element, ElementIsNullable: false } && _types[element].IsReferenceType;

    /// <summary>
    /// What is asked of a member. One that isn't in JSON is never set from there: only what an attribute asks for counts, not what its type promises.
    /// </summary>
    public static IEnumerable<CheckModel> ChecksOf(MemberModel member) =>
        !member.IsReadable ? []
        : member.IsInJson ? member.Checks
        : member.Checks.Where(check => check is not (NotNullCheck or DefinedEnumCheck));

    /// <summary>Whether code of the user's own checks a value of the type, and may ask for services.</summary>
    public static bool AsksUser(TypeModel type) =>
        type.IsValidatableObject || type.Checks.Any(AsksUser) || type.Members.Any(member => ChecksOf(member).Any(AsksUser));

    private static bool AsksUser(CheckModel check) => check is AttributeCheck or MethodCheck;

    private bool HasChecks(TypeModel type) =>
        type is { Kind: TypeModelKind.Enum, IsFlags: false } || type.Checks.Count > 0 || type.IsValidatableObject || RefusesNullItems(type)
        || type.Members.Any(member => ChecksOf(member).Any());

    private static IEnumerable<string> PartsOf(TypeModel type)
    {
        IEnumerable<string> members = type.Members.Where(member => member.IsReadable && member.TypeId.Length > 0).Select(member => member.TypeId);
        IEnumerable<string> derived = type.DerivedTypes.Select(candidate => candidate.TypeId).Where(id => id != type.Id);
        return members.Concat(derived).Concat(type.ElementId is null ? [] : [type.ElementId]);
    }
}
