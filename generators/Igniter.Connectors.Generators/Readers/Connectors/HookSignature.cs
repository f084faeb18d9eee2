using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Tells whether generated code can call a hook or a webhook's handler, and what is against it.</summary>
internal static class HookSignature
{
    /// <summary>Checks the method and its parameters.</summary>
    public static bool Check(ReaderContext reader, IMethodSymbol method, MethodModel model, string attribute, Func<ParameterSource, bool> isSupplied)
    {
        string? reason = method.IsGenericMethod ? "it is generic"
            : method.IsAsync && method.ReturnsVoid ? "it is async void, so its end and its errors get lost; return Task"
            : null;
        if (reason is not null)
        {
            reader.Report(Problem.At(Rules.HookSignature, method, method.Name, attribute, reason));
            return false;
        }

        for (int i = 0; i < method.Parameters.Length; i++)
        {
            IParameterSymbol parameter = method.Parameters[i];
            string? flaw = parameter.RefKind != RefKind.None ? $"its parameter '{parameter.Name}' is passed by reference"
                : !isSupplied(model.Parameters[i].Source) ? $"the runtime has nothing for its parameter '{parameter.Name}'"
                : null;
            if (flaw is not null)
            {
                reader.Report(Problem.At(Rules.HookSignature, parameter, method.Name, attribute, flaw));
                return false;
            }
        }

        return true;
    }

    /// <summary>Checks what the method returns, or its task.</summary>
    public static bool CheckResult(
        ReaderContext reader, IMethodSymbol method, string attribute, Func<ReturnKind, ITypeSymbol?, bool> isExpected, string expected)
    {
        (ReturnKind kind, ITypeSymbol? result) = ReturnTypes.Read(method);
        if (isExpected(kind, result))
        {
            return true;
        }

        reader.Report(Problem.At(Rules.HookSignature, method, method.Name, attribute, $"it must return {expected}, or a task of that"));
        return false;
    }
}
