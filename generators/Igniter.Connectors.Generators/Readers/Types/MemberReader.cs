using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads one member of an object.</summary>
internal sealed class MemberReader(ReaderContext context, TypeGraphReader types)
{
    private const int IgnoreAlways = 1;

    /// <summary>Gives null when its type has no contract.</summary>
    public MemberModel? Read(ISymbol member, string ownerId, IMethodSymbol? constructor)
    {
        ITypeSymbol type = ObjectMembers.TypeOf(member);
        IParameterSymbol? parameter = JsonConstructorReader.FindParameter(constructor, member.Name, type);
        IParameterSymbol? positional = parameter ?? FindPositional(member, type);
        TypeAttributes attributes = TypeAttributes.Read(
            positional is null ? ObjectMembers.WithOverridden(member) : ObjectMembers.WithOverridden(member).Append(positional));
        types.Permit(attributes);

        bool isIgnored = attributes.Ignore == IgnoreAlways;
        string? converter = isIgnored ? null : types.ReadConverter(attributes.Converter, type, member);
        string? typeId = isIgnored ? "" : types.AddMember(type, converter is not null && !ConverterReader.IsEnumText(attributes.Converter), member);
        if (typeId is null || (!isIgnored && attributes.Converter is not null && converter is null))
        {
            return null;
        }

        if (attributes.IsExtensionData && (attributes.IsEncrypted || attributes.IsSensitive))
        {
            // Its members lie among those of its object, so nothing would find them to hide them.
            types.RefuseMember(
                type, member, "[JsonExtensionData] can't be secret: declare the secret members, or keep them in a dictionary of their own");
            return null;
        }

        bool isNullable = TypeGraphReader.IsNullable(type);
        return new MemberModel
        {
            Name = member.Name,
            JsonName = attributes.JsonName ?? JsonText.CamelCase(member.Name),
            TypeId = attributes.IsExtensionData ? "" : typeId,
            TypeName = type.ToFullName(),
            IsNullable = isNullable,
            IsRequired = IsRequired(member, constructor) || attributes.IsRequired || parameter is { HasExplicitDefaultValue: false } && !isNullable,
            IsEncrypted = attributes.IsEncrypted,
            IsSensitive = attributes.IsSensitive,
            IsInJson = !isIgnored && !attributes.IsExtensionData,
            IsReadable = !attributes.IsForbidden && IsReadable(member),
            DisplayName = attributes.DisplayName,
            Description = attributes.Description ?? ReadDocumentation(member, positional),
            Placeholder = attributes.Placeholder,
            DefaultJson = attributes.IsEncrypted || attributes.IsSensitive || !types.IsPlain(typeId) ? null
                : parameter is not null ? DefaultReader.ReadParameter(parameter)
                : DefaultReader.ReadInitializer(member, type, context),
            Checks = ValidationReader.Read(member, type, context),
            Json = isIgnored
                ? parameter is null ? null : new() { Ignore = IgnoreAlways }
                : ReadJson(member, $"{ownerId}_{member.Name}", parameter is not null, attributes, converter),
        };
    }

    private JsonMemberModel ReadJson(ISymbol member, string id, bool isConstructed, TypeAttributes attributes, string? converter)
    {
        JsonMemberModel model = new()
        {
            Converter = converter,
            Ignore = attributes.Ignore,
            NumberHandling = attributes.NumberHandling,
            ObjectCreationHandling = attributes.ObjectCreationHandling,
            Order = attributes.Order,
            IsExtensionData = attributes.IsExtensionData,
        };

        return member is IPropertySymbol property
            ? WithProperty(model, property, id, isConstructed, attributes)
            : WithField(model, (IFieldSymbol)member, id, isConstructed, attributes);
    }

    private JsonMemberModel WithProperty(JsonMemberModel model, IPropertySymbol property, string id, bool isConstructed, TypeAttributes attributes)
    {
        IMethodSymbol? getter = WhereUsed(property.GetMethod, attributes);
        IMethodSymbol? setter = isConstructed ? null : WhereUsed(property.SetMethod, attributes);

        return model with
        {
            IsRead = getter is not null,
            IsSet = setter is not null,
            Getter = getter is null || CanBeNamed(getter, attributes) ? null : AccessorReader.OfMethod("Get_" + id, getter),
            Setter = setter is null || (!setter.IsInitOnly && CanBeNamed(setter, attributes)) ? null : AccessorReader.OfMethod("Set_" + id, setter),
        };
    }

    private JsonMemberModel WithField(JsonMemberModel model, IFieldSymbol field, string id, bool isConstructed, TypeAttributes attributes)
    {
        AccessorModel? accessor = CanBeNamed(field, attributes) ? null : AccessorReader.OfField("Field_" + id, field);
        return model with { IsRead = true, IsSet = !isConstructed && !field.IsReadOnly, Getter = accessor, Setter = accessor };
    }

    private bool CanBeNamed(ISymbol member, TypeAttributes attributes) => !attributes.IsForbidden && context.IsAccessible(member);

    private static IMethodSymbol? WhereUsed(IMethodSymbol? accessor, TypeAttributes attributes) =>
        accessor is { DeclaredAccessibility: Accessibility.Public } || attributes.IsIncluded ? accessor : null;

    private bool IsReadable(ISymbol member) => member is IPropertySymbol property
        ? property.GetMethod is { } getter && context.IsAccessible(getter)
        : context.IsAccessible(member);

    private static bool IsRequired(ISymbol member, IMethodSymbol? constructor) =>
        member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true } && !JsonConstructorReader.SetsRequiredMembers(constructor);

    /// <summary>The parameter of a positional record whose attributes count for its property, also where another constructor reads the JSON.</summary>
    private static IParameterSymbol? FindPositional(ISymbol member, ITypeSymbol type) => !member.ContainingType.IsRecord ? null
        : member.ContainingType.InstanceConstructors.SelectMany(constructor => constructor.Parameters).FirstOrDefault(
            parameter => parameter.Name == member.Name && SymbolEqualityComparer.Default.Equals(parameter.Type, type));

    private string? ReadDocumentation(ISymbol member, IParameterSymbol? positional)
    {
        foreach (ISymbol candidate in ObjectMembers.WithOverridden(member))
        {
            if (context.Documentation.ReadSummary(candidate) is { } summary)
            {
                return summary;
            }
        }

        return positional is null ? null : context.Documentation.ReadParameter(positional.ContainingType, positional.Name);
    }
}
