using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads a connector's actions.</summary>
/// <param name="symbols">What the readers of methods have to know.</param>
/// <param name="types">Takes the types that cross the border.</param>
/// <param name="documentation">Writes the documentation of the clients' methods.</param>
/// <param name="isWhole">Whether the class itself is right, so that the clients can name what its public methods can.</param>
internal sealed class ActionReader(ConnectorSymbols symbols, TypeGraphReader types, ClientDocumentation documentation, bool isWhole)
{
    private const string Sdk = "Igniter.Connectors";

    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _signatures = new(StringComparer.Ordinal);
    private readonly HashSet<string> _clientMembers = ClientMembers.Read(symbols.Reader.Compilation, symbols.Reader.Connector);
    private readonly ShapeReader _shapes = new(symbols.Reader.Compilation);

    /// <summary>The actions, in the order of declaration, and the methods they are.</summary>
    public IEnumerable<(ActionModel Model, IMethodSymbol Method)> Read()
    {
        foreach (IMethodSymbol method in symbols.Reader.MethodsWith("ActionAttribute"))
        {
            yield return (Read(method, method.FindAttribute(Sdk, "ActionAttribute")!), method);
        }
    }

    private ActionModel Read(IMethodSymbol method, AttributeData attribute)
    {
        MethodModel model = symbols.ReadMethod(method, ParameterSource.Input);
        bool isCalled = CanBeCalled(method) & CanBePassed(method, model);
        bool isRight = isCalled & ReturnsTask(method);

        string key = ReadKey(method, attribute, isCalled);
        string name = Names.WithoutSuffix(method.Name, "Async");
        string id = Names.Unique(char.ToUpperInvariant(name[0]) + name.Substring(1), _ids);
        IParameterSymbol[] inputs = method.Parameters.Where((_, i) => model.Parameters[i].Source == ParameterSource.Input).ToArray();
        ITypeSymbol? result = ReturnTypes.Read(method).Result;

        string? inputId = inputs.Length == 0 || !isCalled ? null : types.AddInput(id + "Input", inputs);
        string? outputId = result is null || !isRight ? null : types.AddRoot(result, method);
        string? description = (string?)attribute.NamedArgument("Description");
        string token = TokenName(model);
        bool canRun = isRight && inputId is null == (inputs.Length == 0) && outputId is null == (result is null);
        MethodModel? shown = canRun && isWhole ? model : _shapes.Read(method, model);

        return new ActionModel
        {
            Method = shown ?? model,
            Key = key,
            Description = description ?? symbols.Reader.Documentation.ReadSummary(method),
            TimeoutSeconds = attribute.NamedArgument("TimeoutSeconds") as int? ?? 0,
            RequiredScopes = ReadScopes(method),
            Id = id,
            InputTypeId = inputId,
            OutputTypeId = outputId,
            CanRun = canRun,
            IsInClient = shown is not null && IsFree(method, shown, isCalled),
            TokenName = token,
            Documentation = documentation.OfAction(
                method, description ?? $"Calls the action {key}.", inputs.Select(parameter => parameter.Name).ToList(), token.TrimStart('@')),
            Obsolete = method.FindAttribute("System", "ObsoleteAttribute") is { } obsolete
                ? $"({string.Join(", ", obsolete.ConstructorArguments.Select(Literals.Of))})"
                : null,
        };
    }

    private bool CanBeCalled(IMethodSymbol method)
    {
        bool isVisible = method.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
        bool canBeCalled = isVisible && !method.IsStatic && !method.IsGenericMethod;
        if (!canBeCalled)
        {
            symbols.Reader.Report(Problem.At(Rules.ActionNotCallable, method, method.Name));
        }

        return canBeCalled;
    }

    private bool CanBePassed(IMethodSymbol method, MethodModel model)
    {
        bool canBePassed = true;
        for (int i = 0; i < method.Parameters.Length; i++)
        {
            IParameterSymbol parameter = method.Parameters[i];
            string? reason = WhyNotPassed(parameter)
                ?? (model.Parameters[i].Source == ParameterSource.Unknown ? "it isn't of the connector's configuration" : null);
            if (reason is not null)
            {
                symbols.Reader.Report(Problem.At(Rules.ParameterNotInput, parameter, parameter.Name, reason));
                canBePassed = false;
            }
        }

        return canBePassed;
    }

    /// <summary>Whether it gives a task or a stream. About a type that it doesn't know the compiler has its own to say.</summary>
    private bool ReturnsTask(IMethodSymbol method)
    {
        bool returnsTask = ReturnTypes.Read(method).Kind is not (ReturnKind.Nothing or ReturnKind.Value);
        if (!returnsTask && method.ReturnType.TypeKind != TypeKind.Error)
        {
            symbols.Reader.Report(Problem.At(Rules.ReturnType, method, method.Name, method.ReturnType.ToDisplayString()));
        }

        return returnsTask;
    }

    private static string? WhyNotPassed(IParameterSymbol parameter) =>
        parameter.RefKind != RefKind.None ? "it is passed by reference"
        : parameter.IsParams ? "it is params, behind which the client has no place for the token; take an array"
        : parameter.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol ? "it is a pointer"
        : parameter.Type.IsRefLikeType ? "it is a ref struct"
        : null;

    /// <summary>The key; one that is taken counts only for an action that could have it.</summary>
    private string ReadKey(IMethodSymbol method, AttributeData attribute, bool isCalled)
    {
        string? given = attribute.ConstructorArguments is [{ Value: string { Length: > 0 } text }, ..] ? text : null;
        string key = given ?? JsonText.CamelCase(Names.WithoutSuffix(method.Name, "Async"));
        if (!isCalled)
        {
            return key;
        }

        if (_keys.Contains(key))
        {
            symbols.Reader.Report(Problem.At(Rules.DuplicateActionKey, method, key));
        }

        return Names.Unique(key, _keys);
    }

    /// <summary>Whether the clients can have the method, which they can't when it would hide or repeat another member.</summary>
    private bool IsFree(IMethodSymbol method, MethodModel model, bool isCalled)
    {
        string signature = $"{method.Name}({string.Join(",", model.Parameters.Where(p => p.Source == ParameterSource.Input).Select(p => p.TypeName.TrimEnd('?')))})";
        if (!_clientMembers.Contains(method.Name) && _signatures.Add(signature))
        {
            return true;
        }

        if (isCalled)
        {
            symbols.Reader.Report(Problem.At(Rules.ClientMemberClash, method, method.Name));
        }

        return false;
    }

    private static EquatableArray<string> ReadScopes(IMethodSymbol method) => method.GetAttributes()
        .Where(attribute => attribute.AttributeClass.Is(Sdk, "RequiresScopeAttribute"))
        .Select(attribute => attribute.ConstructorArguments.FirstOrDefault().Value as string)
        .OfType<string>()
        .ToEquatableArray();

    private static string TokenName(MethodModel model)
    {
        ParameterModel? own = model.Parameters.FirstOrDefault(parameter => parameter.Source == ParameterSource.CancellationToken);
        return own?.Name ?? Names.Unique("cancellationToken", new HashSet<string>(model.Parameters.Select(parameter => parameter.Name)));
    }
}
