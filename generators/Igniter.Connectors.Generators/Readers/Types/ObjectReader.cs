using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads classes, records, structs and tuples, and the interfaces and abstract classes that list their derived types.</summary>
internal sealed class ObjectReader(ReaderContext context, TypeGraphReader types)
{
    private readonly MemberReader _members = new(context, types);

    /// <summary>Gives null when it, or a type in it, has no contract.</summary>
    public TypeModel? Read(INamedTypeSymbol type, TypeModel model, TypeAttributes attributes)
    {
        bool isAbstract = type.IsAbstract || type.TypeKind == TypeKind.Interface;
        if (isAbstract && !attributes.IsPolymorphic)
        {
            types.Refuse(type, "it is abstract: use a class that can be made, or list the derived ones with [JsonDerivedType]");
            return null;
        }

        string? refusal = null;
        IMethodSymbol? constructor = isAbstract ? null : JsonConstructorReader.Choose(type, context, out refusal);
        if (refusal is not null)
        {
            types.Refuse(type, refusal);
            return null;
        }

        return ReadMembers(type, model.Id, constructor) is { } members && ReadDerivedTypes(type, attributes) is { } derivedTypes
            ? model with
            {
                Kind = TypeModelKind.Object,
                Members = members.ToEquatableArray(),
                DerivedTypes = derivedTypes.ToEquatableArray(),
                Checks = ValidationReader.Read(type, type, context),
                IsValidatableObject = ValidationReader.IsValidatableObject(type),
                Description = attributes.Description ?? context.Documentation.ReadSummary(type),
                Json = new()
                {
                    IsEmitted = true,
                    Construction = constructor is null ? null : JsonConstructorReader.Read(constructor, model.Id, context),
                    NumberHandling = attributes.NumberHandling,
                    UnmappedMemberHandling = attributes.UnmappedMemberHandling,
                    ObjectCreationHandling = attributes.ObjectCreationHandling,
                    DiscriminatorName = attributes.DiscriminatorName ?? "$type",
                },
            }
            : null;
    }

    private List<MemberModel>? ReadMembers(INamedTypeSymbol type, string id, IMethodSymbol? constructor)
    {
        IReadOnlyList<ISymbol> symbols = ObjectMembers.Of(type);
        List<MemberModel> members = [];
        foreach (ISymbol member in symbols)
        {
            if (_members.Read(member, id, constructor) is { } read)
            {
                members.Add(read);
            }
        }

        // All members are read, so that each one's problem is reported.
        return members.Count == symbols.Count && AreNamesUnique(type, members) && IsConstructorBound(type, constructor, members) ? members : null;
    }

    private bool AreNamesUnique(INamedTypeSymbol type, List<MemberModel> members)
    {
        string? name = members.Where(member => member.IsInJson).GroupBy(member => member.JsonName).FirstOrDefault(group => group.Count() > 1)?.Key;
        return name is null || types.Refuse(type, $"two members have the JSON name '{name}': name one with [JsonPropertyName]") is not null;
    }

    private bool IsConstructorBound(INamedTypeSymbol type, IMethodSymbol? constructor, List<MemberModel> members)
    {
        IParameterSymbol? unbound = constructor?.Parameters.FirstOrDefault(parameter =>
            parameter.RefKind is RefKind.Ref or RefKind.Out
            || !members.Any(member => member.Json is { IsExtensionData: false, IsSet: false } && member.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)));
        return unbound is null || types.Refuse(
            type, $"its constructor's parameter '{unbound.Name}' has no property of the same name and type: add one, or mark another constructor with [JsonConstructor]") is not null;
    }

    private List<DerivedTypeModel>? ReadDerivedTypes(INamedTypeSymbol type, TypeAttributes attributes)
    {
        List<DerivedTypeModel> derivedTypes = [];
        foreach (AttributeData attribute in attributes.DerivedTypes)
        {
            if (attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol derived }, ..]
                || types.AddPart(derived, $"({derived.Name})") is not { } id)
            {
                return null;
            }

            derivedTypes.Add(new(id, attribute.ConstructorArguments is [_, { Value: { } discriminator }] ? JsonText.Of(discriminator) : null));
        }

        return derivedTypes;
    }
}
