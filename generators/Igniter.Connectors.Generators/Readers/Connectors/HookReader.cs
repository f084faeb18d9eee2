using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads the methods that a connector's class has for the SDK.</summary>
internal static class HookReader
{
    /// <summary>Why a hook is refused of which there is one already.</summary>
    public const string Twice = "another method is that already";

    private const string Sdk = "Igniter.Connectors";
    private const string Nothing = "nothing";

    public static HooksModel Read(ConnectorSymbols symbols) => new()
    {
        OnValidate = Read(symbols, "OnValidate", isStatic: false, GivesNothing, Nothing, takesState: false),
        OnContext = Read(symbols, "OnContext", isStatic: false, GivesValue, "the context", takesState: false),
        OnConnect = Read(symbols, "OnConnect", isStatic: false, GivesNothing, Nothing, WebhookUrl, takesState: false),
        OnDisconnect = Read(symbols, "OnDisconnect", isStatic: false, GivesNothing, Nothing, WebhookUrl, takesState: false),
        TestConnection = Read(symbols, "TestConnection", isStatic: false, GivesNothing, Nothing),
        HasTestConnection = Find(symbols.Reader, "TestConnection").Count > 0,
        DefaultConfig = Read(symbols, "DefaultConfig", isStatic: true, GivesConfig(symbols), "the configuration", ServiceProvider),
        OnUpgrade = Read(symbols, "OnUpgrade", isStatic: true, GivesConfig(symbols), "the configuration", Stored),
        VerifyWebhook = Read(symbols, "VerifyWebhook", isStatic: false, GivesBool, "bool", WebhookRequest, takesState: false),
        OAuthTokenResponse = Read(symbols, "OAuthTokenResponse", isStatic: true, Gives("OAuthTokens"), "OAuthTokens", Stored),
        OAuthUserInfo = Read(symbols, "OAuthUserInfo", isStatic: true, Gives("OAuthAccount"), "OAuthAccount", Stored),
    };

    /// <summary>The type that <c>[OnContext]</c> makes; null where there is none.</summary>
    public static ITypeSymbol? FindState(ReaderContext reader) =>
        Find(reader, "OnContext") is [IMethodSymbol method, ..] && ReturnTypes.Read(method) is (not ReturnKind.Stream, { } result)
            ? result
            : null;

    private static IReadOnlyList<IMethodSymbol> Find(ReaderContext reader, string attribute) => reader.MethodsWith(attribute + "Attribute");

    private static MethodModel? Read(
        ConnectorSymbols symbols,
        string attribute,
        bool isStatic,
        Func<ReturnKind, ITypeSymbol?, bool> isExpectedResult,
        string expectedResult,
        Func<IParameterSymbol, ParameterSource?>? special = null,
        bool takesState = true)
    {
        IReadOnlyList<IMethodSymbol> methods = Find(symbols.Reader, attribute);
        foreach (IMethodSymbol further in methods.Skip(1))
        {
            symbols.Reader.Report(Problem.At(Rules.HookSignature, further, further.Name, attribute, Twice));
        }

        if (methods is not [IMethodSymbol method, ..])
        {
            return null;
        }

        MethodModel model = symbols.ReadMethod(method, ParameterSource.Unknown, special);
        if (isStatic && !method.IsStatic)
        {
            symbols.Reader.Report(Problem.At(Rules.HookSignature, method, method.Name, attribute, "it must be static"));
            return null;
        }

        bool isRight = HookSignature.Check(symbols.Reader, method, model, attribute, source => IsSupplied(source, isStatic, takesState))
            && HookSignature.CheckResult(symbols.Reader, method, attribute, isExpectedResult, expectedResult);
        return isRight ? model : null;
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

    private static Func<ReturnKind, ITypeSymbol?, bool> Gives(string type) => (kind, result) => GivesValue(kind, result) && result.Is(Sdk, type);

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
