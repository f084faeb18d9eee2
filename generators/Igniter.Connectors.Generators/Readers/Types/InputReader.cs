using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Makes the model of the class that holds an action's input.</summary>
internal static class InputReader
{
    /// <summary>Gives null when the type of a parameter has no contract.</summary>
    public static TypeModel? Read(string id, IReadOnlyList<IParameterSymbol> parameters, ReaderContext context, TypeGraphReader types)
    {
        List<MemberModel> members = [];
        bool isComplete = true;
        foreach (IParameterSymbol parameter in parameters)
        {
            if (Read(parameter, context, types) is { } member)
            {
                members.Add(member);
            }
            else
            {
                isComplete = false;
            }
        }

        return !isComplete ? null : new TypeModel
        {
            Id = id,
            FullName = $"{context.Connector.ToFullNameNotNull()}.IgniterGenerated.{id.ToIdentifier()}",
            Kind = TypeModelKind.Object,
            IsReferenceType = true,
            IsInput = true,
            Members = members.ToEquatableArray(),
            Json = new() { IsEmitted = true, Construction = new([], null, IsDefault: false) },
        };
    }

    private static MemberModel? Read(IParameterSymbol parameter, ReaderContext context, TypeGraphReader types)
    {
        TypeAttributes attributes = TypeAttributes.Read(parameter);
        if (types.AddMember(parameter.Type, isConverted: false, parameter) is not { } typeId)
        {
            return null;
        }

        bool isNullable = TypeGraphReader.IsNullable(parameter.Type);
        return new MemberModel
        {
            Name = parameter.Name,
            JsonName = JsonText.CamelCase(parameter.Name),
            TypeId = typeId,
            TypeName = parameter.Type.ToFullName(),
            IsNullable = isNullable,
            IsRequired = !isNullable && !parameter.HasExplicitDefaultValue && !parameter.IsParams,
            IsEncrypted = attributes.IsEncrypted,
            IsSensitive = attributes.IsSensitive,
            DisplayName = attributes.DisplayName,
            Description = attributes.Description ?? context.Documentation.ReadParameter(parameter.ContainingSymbol, parameter.Name),
            Placeholder = attributes.Placeholder,
            DefaultJson = attributes.IsEncrypted || attributes.IsSensitive || !types.IsPlain(typeId) ? null : DefaultReader.ReadParameter(parameter),
            DefaultCode = parameter.HasExplicitDefaultValue ? Literals.Of(parameter.ExplicitDefaultValue, parameter.Type) : parameter.IsParams ? "[]" : null,
            Checks = ValidationReader.Read(parameter, parameter.Type, context),
            Json = new() { IsRead = true, IsSet = true },
        };
    }
}
