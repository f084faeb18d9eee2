using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>What the readers of a connector's methods have to know. Lives only while the connector is read.</summary>
/// <param name="reader">What all readers share.</param>
/// <param name="config">The configuration's type, if there is one.</param>
/// <param name="state">The type that <c>[OnContext]</c> makes, if there is one.</param>
internal sealed class ConnectorSymbols(ReaderContext reader, INamedTypeSymbol? config, ITypeSymbol? state)
{
    private const string Sdk = "Igniter.Connectors";

    /// <summary>What would be the configuration by its place; a mistake keeps it from being it where it isn't.</summary>
    private readonly INamedTypeSymbol? _candidate = ConfigReader.FindNested(reader.Connector);

    public ReaderContext Reader => reader;

    public INamedTypeSymbol? Config => config;

    public CancellationToken CancellationToken => reader.CancellationToken;

    /// <summary>Reads a method whose unknown parameters are of one kind.</summary>
    /// <param name="method">The method.</param>
    /// <param name="otherwise">What a parameter is that the runtime doesn't supply.</param>
    /// <param name="special">Tells the parameters that only this sort of method may have.</param>
    public MethodModel ReadMethod(IMethodSymbol method, ParameterSource otherwise, Func<IParameterSymbol, ParameterSource?>? special = null)
    {
        (ReturnKind kind, ITypeSymbol? result) = ReturnTypes.Read(method);
        return new MethodModel
        {
            Name = method.Name.ToIdentifier(),
            IsStatic = method.IsStatic,
            Returns = kind,
            ReturnTypeName = method.ReturnType.ToFullName(),
            ResultTypeName = result?.ToFullName(),
            ResultAllowsNull = result is not null && TypeGraphReader.IsNullable(result),
            Parameters = method.Parameters.Select(parameter => Read(parameter, special?.Invoke(parameter) ?? SourceOf(parameter) ?? otherwise)).ToEquatableArray(),
        };
    }

    private static ParameterModel Read(IParameterSymbol parameter, ParameterSource source) => source == ParameterSource.Service
        ? ServiceReader.Read(parameter)
        : new ParameterModel
        {
            Name = parameter.Name.ToIdentifier(),
            TypeName = parameter.Type.ToFullName(),
            Source = source,
            AllowsNull = parameter.Type.AllowsNull(),
            Default = parameter.HasExplicitDefaultValue ? Literals.Of(parameter.ExplicitDefaultValue, parameter.Type) : null,
        };

    /// <summary>Where the runtime takes the argument from in any method of a connector; null when it doesn't.</summary>
    private ParameterSource? SourceOf(IParameterSymbol parameter)
    {
        ITypeSymbol type = parameter.Type;
        return type switch
        {
            _ when parameter.FindAttribute(Sdk, "ServiceAttribute") is not null => ParameterSource.Service,
            _ when type.Is("System.Threading", "CancellationToken") => ParameterSource.CancellationToken,
            INamedTypeSymbol { IsGenericType: true } context when type.Is(Sdk, "ConnectorContext") =>
                IsSame(context.TypeArguments[0], config) ? ParameterSource.ContextWithConfig : ParameterSource.Unknown,
            _ when type.Is(Sdk, "ConnectorContext") => ParameterSource.Context,
            _ when IsSame(type, config) => ParameterSource.Config,
            _ when IsSame(type, _candidate) => ParameterSource.Unknown,
            _ when IsSame(type, state) => ParameterSource.State,
            _ => null,
        };
    }

    public static bool IsSame(ITypeSymbol type, ITypeSymbol? other) => other is not null && SymbolEqualityComparer.Default.Equals(type, other);
}
