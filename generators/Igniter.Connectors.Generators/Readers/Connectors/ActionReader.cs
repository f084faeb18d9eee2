using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads a connector's actions.</summary>
internal sealed class ActionReader(ConnectorSymbols symbols, TypeGraphReader types)
{
    private const string Sdk = "Igniter.Connectors";

    private readonly ClientDocumentation _documentation = new(symbols.Reader.Compilation, symbols.CancellationToken);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _signatures = new(StringComparer.Ordinal);
    private readonly HashSet<string> _clientMembers = ClientMembers.Read(symbols.Reader.Compilation);

    /// <summary>The actions, in the order of declaration, and the methods they are.</summary>
    public IEnumerable<(ActionModel Model, IMethodSymbol Method)> Read()
    {
        foreach (IMethodSymbol method in symbols.Reader.Connector.GetMembers().OfType<IMethodSymbol>())
        {
            if (method.FindAttribute(Sdk, "ActionAttribute") is { } attribute && Read(method, attribute) is { } action)
            {
                yield return (action, method);
            }
        }
    }

    private ActionModel? Read(IMethodSymbol method, AttributeData attribute)
    {
        bool isVisible = method.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
        if (method.IsStatic || method.IsGenericMethod || !isVisible)
        {
            symbols.Reader.Report(Problem.At(Rules.ActionNotCallable, method, method.Name));
            return null;
        }

        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (WhyNotPassed(parameter) is { } reason)
            {
                symbols.Reader.Report(Problem.At(Rules.ParameterNotInput, parameter, parameter.Name, reason));
                return null;
            }
        }

        MethodModel model = symbols.ReadMethod(method, ParameterSource.Input);
        foreach (IParameterSymbol parameter in method.Parameters.Where((_, i) => model.Parameters[i].Source == ParameterSource.Unknown))
        {
            symbols.Reader.Report(Problem.At(
                Rules.ParameterNotInput, parameter, parameter.Name, "its type argument isn't the connector's configuration"));
        }

        (ReturnKind kind, ITypeSymbol? result) = ReturnTypes.Read(method);
        bool returnsRight = kind is not (ReturnKind.Nothing or ReturnKind.Value);
        if (!returnsRight)
        {
            symbols.Reader.Report(Problem.At(Rules.ReturnType, method, method.Name, method.ReturnType.ToDisplayString()));
        }

        string key = ReadKey(method, attribute);
        string name = Names.WithoutSuffix(method.Name, "Async");
        string id = Names.Unique(char.ToUpperInvariant(name[0]) + name.Substring(1), _ids);
        IParameterSymbol[] inputs = method.Parameters.Where((_, i) => model.Parameters[i].Source == ParameterSource.Input).ToArray();

        string? inputId = inputs.Length == 0 ? null : types.AddInput(id + "Input", inputs);
        string? outputId = result is null || !returnsRight ? null : types.AddRoot(result, method);
        string? description = (string?)attribute.NamedArgument("Description");
        string token = TokenName(model);

        return new ActionModel
        {
            Method = model,
            Key = key,
            Description = description ?? DocumentationReader.ReadSummary(method, symbols.CancellationToken),
            TimeoutSeconds = attribute.NamedArgument("TimeoutSeconds") as int? ?? 0,
            RequiredScopes = ReadScopes(method),
            Id = id,
            InputTypeId = inputId,
            OutputTypeId = outputId,
            CanRun = returnsRight
                && (inputs.Length == 0 || inputId is not null)
                && (result is null || outputId is not null)
                && model.Parameters.All(parameter => parameter.Source != ParameterSource.Unknown),
            IsInClient = IsFree(method, model),
            TokenName = token,
            Documentation = _documentation.OfAction(
                method, description ?? $"Calls the action {key}.", inputs.Select(parameter => parameter.Name).ToList(), token.TrimStart('@')),
            Obsolete = method.FindAttribute("System", "ObsoleteAttribute") is { } obsolete
                ? $"({string.Join(", ", obsolete.ConstructorArguments.Select(Literals.Of))})"
                : null,
        };
    }

    private static string? WhyNotPassed(IParameterSymbol parameter) =>
        parameter.RefKind != RefKind.None ? "it is passed by reference"
        : parameter.IsParams ? "it is params, behind which the client has no place for the token; take an array"
        : parameter.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol ? "it is a pointer"
        : parameter.Type.IsRefLikeType ? "it is a ref struct"
        : null;

    private string ReadKey(IMethodSymbol method, AttributeData attribute)
    {
        string? given = attribute.ConstructorArguments is [{ Value: string { Length: > 0 } text }, ..] ? text : null;
        string key = given ?? JsonText.CamelCase(Names.WithoutSuffix(method.Name, "Async"));
        if (_keys.Contains(key))
        {
            symbols.Reader.Report(Problem.At(Rules.DuplicateActionKey, method, key));
        }

        return Names.Unique(key, _keys);
    }

    /// <summary>Whether the clients can have the method, which they can't when it would hide or repeat another member.</summary>
    private bool IsFree(IMethodSymbol method, MethodModel model)
    {
        string signature = $"{method.Name}({string.Join(",", model.Parameters.Where(p => p.Source == ParameterSource.Input).Select(p => p.TypeName.TrimEnd('?')))})";
        if (!_clientMembers.Contains(method.Name) && _signatures.Add(signature))
        {
            return true;
        }

        symbols.Reader.Report(Problem.At(Rules.ClientMemberClash, method, method.Name));
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
