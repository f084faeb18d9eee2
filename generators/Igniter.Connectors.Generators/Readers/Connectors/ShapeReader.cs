using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>
/// Reads how the clients show an action that a mistake keeps from being called: so that the one report about the mistake isn't lost among the errors
/// of all the code that calls it.
/// </summary>
internal sealed class ShapeReader(Compilation compilation)
{
    private const string Task = "global::System.Threading.Tasks.Task";

    /// <summary>The method as clients can have it: without references, with a task; null where they can't name its types.</summary>
    public MethodModel? Read(IMethodSymbol method, MethodModel model)
    {
        if (method.IsGenericMethod || ReadResult(method) is not { } result)
        {
            return null;
        }

        List<ParameterModel> parameters = [];
        for (int i = 0; i < model.Parameters.Count; i++)
        {
            ParameterModel parameter = model.Parameters[i];
            if (parameter.Source == ParameterSource.Input)
            {
                if (Show(method.Parameters[i].Type) is not { } type)
                {
                    return null;
                }

                parameter = parameter with { TypeName = type.ToFullName() };
            }

            parameters.Add(parameter);
        }

        return model with { ReturnTypeName = result, Parameters = parameters.ToEquatableArray() };
    }

    /// <summary>A type that clients can name, whatever the compiler doesn't know in it being <c>dynamic</c>: it says so already.</summary>
    private ITypeSymbol? Show(ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol => compilation.DynamicType,
        IDynamicTypeSymbol => type,
        IArrayTypeSymbol array => Show(array.ElementType) is { } element
            ? SymbolEqualityComparer.Default.Equals(element, array.ElementType) ? array : compilation.CreateArrayTypeSymbol(element, array.Rank)
            : null,
        INamedTypeSymbol named => Show(named),
        _ => null,
    };

    private INamedTypeSymbol? Show(INamedTypeSymbol type)
    {
        if (!ConfigReader.IsAccessibleToClients(type))
        {
            return null;
        }

        ITypeSymbol[] arguments = type.TypeArguments.Select(Show).OfType<ITypeSymbol>().ToArray();
        return arguments.Length != type.TypeArguments.Length ? null
            : arguments.Zip(type.TypeArguments, (shown, own) => SymbolEqualityComparer.Default.Equals(shown, own)).All(isSame => isSame) ? type
            : type.ConstructedFrom.Construct(arguments);
    }

    /// <summary>What the client returns: a result that is no task becomes the result of one.</summary>
    private string? ReadResult(IMethodSymbol method) => ReturnTypes.Read(method).Kind switch
    {
        ReturnKind.Nothing => Task,
        ReturnKind.Value when method.ReturnType is IErrorTypeSymbol => "dynamic",
        ReturnKind.Value when method.ReturnType.IsRefLikeType => Task,
        ReturnKind.Value => Show(method.ReturnType) is { } value ? $"{Task}<{value.ToFullName()}>" : null,
        _ => Show(method.ReturnType)?.ToFullName(),
    };
}
