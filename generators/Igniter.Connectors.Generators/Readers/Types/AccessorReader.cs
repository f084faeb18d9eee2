using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Makes accessors to what C# can't reach.</summary>
internal static class AccessorReader
{
    public static AccessorModel OfMethod(string id, IMethodSymbol method) => WithTypeParameters(method, new()
    {
        Id = id,
        Kind = method.MethodKind == MethodKind.Constructor ? "Constructor" : "Method",
        Target = method.MetadataName,
        DeclaringType = DeclaringType(method),
        IsDeclaringTypeReference = method.ContainingType.IsReferenceType,
        ValueType = ValueType(method.OriginalDefinition),
    });

    public static AccessorModel OfField(string id, IFieldSymbol field) => WithTypeParameters(field, new()
    {
        Id = id,
        Kind = "Field",
        Target = field.MetadataName,
        DeclaringType = DeclaringType(field),
        IsDeclaringTypeReference = field.ContainingType.IsReferenceType,
        ValueType = field.OriginalDefinition.Type.ToFullName(),
    });

    private static AccessorModel WithTypeParameters(ISymbol member, AccessorModel model)
    {
        List<ITypeParameterSymbol> parameters = [];
        List<ITypeSymbol> arguments = [];
        for (INamedTypeSymbol? type = member.ContainingType; type is not null; type = type.ContainingType)
        {
            parameters.InsertRange(0, type.TypeParameters);
            arguments.InsertRange(0, type.TypeArguments);
        }

        return parameters.Count == 0 ? model : model with
        {
            TypeParameters = $"<{string.Join(", ", parameters.Select(parameter => parameter.Name.ToIdentifier()))}>",
            TypeArguments = $"<{string.Join(", ", arguments.Select(SymbolExtensions.ToFullName))}>",
            Constraints = string.Concat(parameters.Select(Constraints)),
        };
    }

    private static string DeclaringType(ISymbol member) => member.ContainingType.OriginalDefinition.ToFullNameNotNull();

    private static string ValueType(IMethodSymbol method) => method switch
    {
        { MethodKind: MethodKind.PropertyGet } => method.ReturnType.ToFullName(),
        { MethodKind: MethodKind.PropertySet } => method.Parameters[0].Type.ToFullName(),
        _ => string.Join(", ", method.Parameters.Select(Parameter)),
    };

    private static string Parameter(IParameterSymbol parameter) =>
        $"{(parameter.RefKind == RefKind.None ? "" : "in ")}{parameter.Type.ToFullName()} {parameter.Name.ToIdentifier()}";

    private static string Constraints(ITypeParameterSymbol parameter)
    {
        List<string> constraints = [];
        if (parameter.HasUnmanagedTypeConstraint)
        {
            constraints.Add("unmanaged");
        }
        else if (parameter.HasValueTypeConstraint)
        {
            constraints.Add("struct");
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            constraints.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        }
        else if (parameter.HasNotNullConstraint)
        {
            constraints.Add("notnull");
        }

        constraints.AddRange(parameter.ConstraintTypes.Select(SymbolExtensions.ToFullName));
        if (parameter.HasConstructorConstraint)
        {
            constraints.Add("new()");
        }

        return constraints.Count == 0 ? "" : $" where {parameter.Name.ToIdentifier()} : {string.Join(", ", constraints)}";
    }
}
