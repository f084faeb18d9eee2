using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Tells how a method gives its result.</summary>
internal static class ReturnTypes
{
    private const string Tasks = "System.Threading.Tasks";

    /// <summary>The kind, and the type of what is given in the end: null for nothing.</summary>
    public static (ReturnKind Kind, ITypeSymbol? Result) Read(IMethodSymbol method)
    {
        ITypeSymbol type = method.ReturnType;
        ITypeSymbol? argument = type is INamedTypeSymbol { TypeArguments: [ITypeSymbol only] } ? only : null;
        return type switch
        {
            _ when method.ReturnsVoid => (ReturnKind.Nothing, null),
            _ when type.Is(Tasks, "Task") => (argument is null ? ReturnKind.Task : ReturnKind.TaskOfValue, argument),
            _ when type.Is(Tasks, "ValueTask") => (argument is null ? ReturnKind.ValueTask : ReturnKind.ValueTaskOfValue, argument),
            _ when type.Is("System.Collections.Generic", "IAsyncEnumerable") => (ReturnKind.Stream, argument),
            _ => (ReturnKind.Value, type),
        };
    }
}
