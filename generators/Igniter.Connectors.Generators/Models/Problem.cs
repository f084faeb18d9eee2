using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>
/// Why something can't be generated. Readers add problems instead of throwing; the generator drops them, the analyzers put locations on them.
/// </summary>
/// <param name="Rule">The rule's id, for example <c>IGN0101</c>.</param>
/// <param name="Symbol">Documentation id of the symbol it is about.</param>
/// <param name="Parameter">The parameter of that symbol it is about; empty for the symbol itself.</param>
/// <param name="Arguments">The message's arguments.</param>
internal sealed record Problem(string Rule, string Symbol, string Parameter, EquatableArray<string> Arguments)
{
    public static Problem At(string rule, ISymbol symbol, params string[] arguments) => symbol is IParameterSymbol parameter
        ? new(rule, IdOf(parameter.ContainingSymbol), parameter.Name, arguments.ToEquatableArray())
        : new(rule, IdOf(symbol), "", arguments.ToEquatableArray());

    private static string IdOf(ISymbol symbol) => symbol.GetDocumentationCommentId() ?? symbol.Name;
}
