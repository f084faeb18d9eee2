namespace Igniter.Connectors.Generators;

/// <summary>
/// Writes the JSON Schema (2020-12) of one root, compact. Types that are met once stand in their place, others under <c>$defs</c>. The root's own
/// members always stand in their place.
/// </summary>
internal sealed class SchemaWriter
{
    /// <summary>Values of <c>JsonNumberHandling</c>: numbers may be, or are, strings.</summary>
    private const int NumbersAsStrings = 1 | 2 | 4;

    private const int DisallowUnmapped = 1;

    private readonly IReadOnlyDictionary<string, TypeModel> _types;
    private readonly string _rootId;
    private readonly Dictionary<string, int> _mentions = [];
    private readonly SortedDictionary<string, string> _definitions = new(StringComparer.Ordinal);

    private SchemaWriter(IReadOnlyDictionary<string, TypeModel> types, string rootId)
    {
        _types = types;
        _rootId = rootId;
    }

    public static string Write(IReadOnlyDictionary<string, TypeModel> types, RootModel root) => new SchemaWriter(types, root.TypeId).Write(root.IsNullable);

    private string Write(bool isNullable)
    {
        CountMentions(_rootId);
        TypeModel type = _types[_rootId];
        SchemaObject body = type.Kind == TypeModelKind.Object ? Object(type) : Of(_rootId, numbers: null);
        SchemaObject schema = new SchemaObject([new("$schema", "\"https://json-schema.org/draft/2020-12/schema\"")])
            .Add(isNullable ? body.OrNull() : body)
            .Set("description", type.Description is null ? null : JsonText.Of(type.Description));

        return schema
            .Set("$defs", _definitions.Count == 0 ? null : $"{{{string.Join(",", _definitions.Select(pair => $"{JsonText.Of(pair.Key)}:{pair.Value}"))}}}")
            .ToString();
    }

    private void CountMentions(string id)
    {
        TypeModel type = _types[id];
        if (type.Kind != TypeModelKind.Object)
        {
            if (type.ElementId is not null)
            {
                CountMentions(type.ElementId);
            }

            return;
        }

        _mentions.TryGetValue(id, out int mentions);
        _mentions[id] = mentions + 1;
        if (mentions > 0)
        {
            return;
        }

        // A derived type is written out in its base's place.
        foreach (TypeModel part in type.DerivedTypes.Select(derived => _types[derived.TypeId]).Where(derived => derived != type).Prepend(type))
        {
            foreach (MemberModel member in part.Members.Where(member => member.IsInJson))
            {
                CountMentions(member.TypeId);
            }
        }
    }

    private SchemaObject Of(string id, int? numbers)
    {
        TypeModel type = _types[id];
        return type.Kind switch
        {
            TypeModelKind.Nullable => Of(type.ElementId!, numbers).OrNull(),
            TypeModelKind.Enum when !type.IsFlags => new SchemaObject()
                .Set("type", "\"string\"")
                .Set("enum", $"[{string.Join(",", type.EnumValues.Select(value => JsonText.Of(value.JsonName)))}]"),
            TypeModelKind.Enum => new SchemaObject().Set("type", "\"string\""),
            TypeModelKind.List => new SchemaObject().Set("type", "\"array\"").Set("items", Element(type, numbers)),
            TypeModelKind.Dictionary => new SchemaObject().Set("type", "\"object\"").Set("additionalProperties", Element(type, numbers)),
            TypeModelKind.Object => ObjectOrReference(type),
            _ => Value(type, numbers),
        };
    }

    private string Element(TypeModel type, int? numbers)
    {
        SchemaObject element = Of(type.ElementId!, numbers);
        return (type.ElementIsNullable ? element.OrNull() : element).ToString();
    }

    private static SchemaObject Value(TypeModel type, int? numbers)
    {
        SchemaObject schema = new(type.Json.Schema);
        bool isNumber = schema.Allows("integer") || schema.Allows("number");
        return isNumber && (numbers & NumbersAsStrings) > 0 ? schema.OrType("string") : schema;
    }

    private SchemaObject ObjectOrReference(TypeModel type)
    {
        if (type.Id == _rootId)
        {
            return new SchemaObject().Set("$ref", "\"#\"");
        }

        if (_mentions[type.Id] < 2)
        {
            return Object(type);
        }

        if (!_definitions.ContainsKey(type.Id))
        {
            // Taken before its members are written: one of them may be of the type itself.
            _definitions.Add(type.Id, "");
            _definitions[type.Id] = Described(Object(type), type).ToString();
        }

        return new SchemaObject().Set("$ref", JsonText.Of("#/$defs/" + Uri.EscapeDataString(type.Id)));
    }

    private SchemaObject Object(TypeModel type)
    {
        if (type.DerivedTypes.Count == 0)
        {
            return Members(type, discriminator: null);
        }

        List<string> forms = [];
        if (type.Json.Construction is not null && !type.DerivedTypes.Any(derived => derived.TypeId == type.Id))
        {
            forms.Add(Members(type, discriminator: null).ToString());
        }

        foreach (DerivedTypeModel derived in type.DerivedTypes)
        {
            SchemaKeyword? discriminator = derived.DiscriminatorJson is null ? null : new(type.Json.DiscriminatorName, derived.DiscriminatorJson);
            forms.Add(Described(Members(_types[derived.TypeId], discriminator), _types[derived.TypeId]).ToString());
        }

        return new SchemaObject().Set("anyOf", $"[{string.Join(",", forms)}]");
    }

    private SchemaObject Members(TypeModel type, SchemaKeyword? discriminator)
    {
        List<string> properties = [];
        List<string> required = [];
        if (discriminator is not null)
        {
            properties.Add($"{JsonText.Of(discriminator.Name)}:{{\"const\":{discriminator.Json}}}");
            required.Add(JsonText.Of(discriminator.Name));
        }

        foreach (MemberModel member in type.Members.Where(member => member.IsInJson))
        {
            properties.Add($"{JsonText.Of(member.JsonName)}:{Member(type, member)}");
            if (SchemaConstraints.IsRequired(member))
            {
                required.Add(JsonText.Of(member.JsonName));
            }
        }

        return new SchemaObject()
            .Set("type", "\"object\"")
            .Set("properties", $"{{{string.Join(",", properties)}}}")
            .Set("required", required.Count == 0 ? null : $"[{string.Join(",", required)}]")
            .Set("additionalProperties", type.Json.UnmappedMemberHandling == DisallowUnmapped ? "false" : null);
    }

    private SchemaObject Member(TypeModel owner, MemberModel member)
    {
        TypeModel type = _types[member.TypeId];
        type = type.Kind == TypeModelKind.Nullable ? _types[type.ElementId!] : type;
        SchemaObject schema = Of(type.Id, member.Json!.NumberHandling ?? owner.Json.NumberHandling);
        SchemaConstraints.Apply(schema, member);
        if (type.Kind == TypeModelKind.Object && schema["$ref"] is null)
        {
            Described(schema, type);
        }

        return (SchemaConstraints.AllowsNull(member) ? schema.OrNull() : schema)
            .Set("title", member.DisplayName is null ? null : JsonText.Of(member.DisplayName))
            .Set("description", member.Description is null ? null : JsonText.Of(member.Description))
            .Set("default", member.DefaultJson)
            .Set("readOnly", IsComputed(owner, member) ? "true" : null)
            .Set("writeOnly", member.IsEncrypted || member.IsSensitive ? "true" : null)
            .Set("x-placeholder", member.Placeholder is null ? null : JsonText.Of(member.Placeholder));
    }

    /// <summary>Whether it is written and never read.</summary>
    private static bool IsComputed(TypeModel owner, MemberModel member) => !member.Json!.IsSet && owner.Json.Construction?.Parameters.Any(
        parameter => parameter.Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase)) == false;

    private static SchemaObject Described(SchemaObject schema, TypeModel type) =>
        schema.Set("description", type.Description is null ? null : JsonText.Of(type.Description));
}
