using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads the methods that a connector's class has for the SDK.</summary>
internal static class HookReader
{
    private const string Sdk = "Igniter.Connectors";

    public static HooksModel Read(ConnectorSymbols symbols) => new()
    {
        OnValidate = Read(symbols, "OnValidateAttribute", isStatic: false, GivesNothing, takesState: false),
        OnContext = Read(symbols, "OnContextAttribute", isStatic: false, GivesValue, takesState: false),
        OnConnect = Read(symbols, "OnConnectAttribute", isStatic: false, GivesNothing, WebhookUrl, takesState: false),
        OnDisconnect = Read(symbols, "OnDisconnectAttribute", isStatic: false, GivesNothing, WebhookUrl, takesState: false),
        TestConnection = Read(symbols, "TestConnectionAttribute", isStatic: false, GivesNothing),
        DefaultConfig = Read(symbols, "DefaultConfigAttribute", isStatic: true, GivesConfig(symbols), ServiceProvider),
        OnUpgrade = Read(symbols, "OnUpgradeAttribute", isStatic: true, GivesConfig(symbols), Stored),
        VerifyWebhook = Read(symbols, "VerifyWebhookAttribute", isStatic: false, GivesBool, WebhookRequest, takesState: false),
    };

    /// <summary>The type that <c>[OnContext]</c> makes; null where there is none.</summary>
    public static ITypeSymbol? FindState(INamedTypeSymbol connector) =>
        Find(connector, "OnContextAttribute").FirstOrDefault() is { } method && ReturnTypes.Read(method) is (not ReturnKind.Stream, { } result)
            ? result
            : null;

    private static IEnumerable<IMethodSymbol> Find(INamedTypeSymbol connector, string attribute) =>
        connector.GetMembers().OfType<IMethodSymbol>().Where(method => method.FindAttribute(Sdk, attribute) is not null);

    private static MethodModel? Read(
        ConnectorSymbols symbols,
        string attribute,
        bool isStatic,
        Func<ReturnKind, ITypeSymbol?, bool> isExpectedResult,
        Func<IParameterSymbol, ParameterSource?>? special = null,
        bool takesState = true)
    {
        IMethodSymbol[] methods = Find(symbols.Reader.Connector, attribute).ToArray();
        foreach (IMethodSymbol further in methods.Skip(1))
        {
            symbols.Reader.Report(Problem.At(Rules.HookSignature, further, attribute));
        }

        if (methods is not [IMethodSymbol method, ..])
        {
            return null;
        }

        MethodModel model = symbols.ReadMethod(method, ParameterSource.Unknown, special);
        (ReturnKind kind, ITypeSymbol? result) = ReturnTypes.Read(method);

        bool isRight = isExpectedResult(kind, result)
            && !method.IsGenericMethod
            && (method.IsStatic || !isStatic)
            && method.Parameters.All(parameter => parameter.RefKind == RefKind.None)
            && model.Parameters.All(parameter => IsSupplied(parameter.Source, isStatic, takesState));
        if (isRight)
        {
            return model;
        }

        symbols.Reader.Report(Problem.At(Rules.HookSignature, method, attribute));
        return null;
    }

    private static bool IsSupplied(ParameterSource source, bool isStatic, bool takesState) => source switch
    {
        ParameterSource.Unknown => false,
        ParameterSource.State => takesState && !isStatic,
        ParameterSource.ServiceProvider or ParameterSource.Stored => isStatic,
        _ => !isStatic,
    };

    private static bool GivesNothing(ReturnKind kind, ITypeSymbol? result) => result is null;

    private static bool GivesValue(ReturnKind kind, ITypeSymbol? result) => result is not null && kind != ReturnKind.Stream;

    private static bool GivesBool(ReturnKind kind, ITypeSymbol? result) =>
        GivesValue(kind, result) && result!.SpecialType == SpecialType.System_Boolean;

    private static Func<ReturnKind, ITypeSymbol?, bool> GivesConfig(ConnectorSymbols symbols) =>
        (kind, result) => GivesValue(kind, result) && ConnectorSymbols.IsSame(result!, symbols.Config);

    private static ParameterSource? WebhookUrl(IParameterSymbol parameter) => parameter.Type.Is("System", "Uri") ? ParameterSource.WebhookUrl : null;

    private static ParameterSource? ServiceProvider(IParameterSymbol parameter) =>
        parameter.Type.Is("System", "IServiceProvider") ? ParameterSource.ServiceProvider : null;

    private static ParameterSource? Stored(IParameterSymbol parameter) =>
        parameter.Type.Is("System.Text.Json", "JsonElement") ? ParameterSource.Stored : null;

    private static ParameterSource? WebhookRequest(IParameterSymbol parameter) =>
        parameter.Type.Is(Sdk, "WebhookRequest") ? ParameterSource.WebhookRequest : null;
}
