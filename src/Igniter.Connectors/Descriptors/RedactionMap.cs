using System.Collections.ObjectModel;

namespace Igniter.Connectors.Descriptors;

/// <summary>Lists where secrets stand in a connector's JSON.</summary>
internal static class RedactionMap
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Create(ConnectorDefinition definition)
    {
        OrderedDictionary<string, IReadOnlyList<string>> map = new(StringComparer.Ordinal);
        Add(map, "config", definition.Config);
        foreach (ActionDefinition action in definition.Actions)
        {
            Add(map, action.Key + ".input", action.InputContract);
            Add(map, action.Key + ".output", action.OutputContract);
        }

        Add(map, "webhook", definition.Webhook?.Handlers.Select(handler => handler.PayloadContract) ?? []);
        return new ReadOnlyDictionary<string, IReadOnlyList<string>>(map);
    }

    private static void Add(OrderedDictionary<string, IReadOnlyList<string>> map, string name, params IEnumerable<TypeContract?> contracts)
    {
        List<string> paths = [];
        foreach (TypeContract? contract in contracts)
        {
            if (contract is not null)
            {
                Collect(contract.Shape, "", [], paths);
            }
        }

        if (paths.Count > 0)
        {
            map[name] = [.. paths.Distinct(StringComparer.Ordinal)];
        }
    }

    private static void Collect(TypeShape shape, string path, HashSet<TypeShape> above, List<string> paths)
    {
        if (!shape.Reaches(MemberTraits.Encrypted | MemberTraits.Sensitive) || !above.Add(shape))
        {
            return;
        }

        switch (shape.Kind)
        {
            case ShapeKind.Items:
                Collect(shape.Element, path + "[]", above, paths);
                break;
            case ShapeKind.Entries:
                Collect(shape.Element, Join(path, "*"), above, paths);
                break;
            default:
                foreach (ShapeMember member in shape.Members)
                {
                    if (member.IsSecret)
                    {
                        paths.Add(Join(path, member.Name));
                    }
                    else if (member.Type is { } type)
                    {
                        Collect(type(), Join(path, member.Name), above, paths);
                    }
                }

                break;
        }

        above.Remove(shape);
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
