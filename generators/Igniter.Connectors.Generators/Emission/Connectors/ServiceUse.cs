namespace Igniter.Connectors.Generators;

/// <summary>Tells whether generated code gives a connector's code anything from dependency injection. HTTP clients don't count: they have a way of their own.</summary>
internal static class ServiceUse
{
    public static bool Of(ConnectorModel connector) =>
        connector.Constructor.Any(parameter => parameter.Source is not (ParameterSource.HttpClient or ParameterSource.HttpClientFactory))
        || MethodsOf(connector).Any(TakesServices)
        || connector.Types.Types.Any(ValidatorPlan.AsksUser);

    private static bool TakesServices(MethodModel? method) =>
        method?.Parameters.Any(parameter => parameter.Source is ParameterSource.Service or ParameterSource.ServiceProvider) == true;

    private static IEnumerable<MethodModel?> MethodsOf(ConnectorModel connector) =>
    [
        .. connector.Actions.Where(action => action.CanRun).Select(action => action.Method),
        .. connector.Webhook?.Handlers.Select(handler => handler.Method) ?? [],
        connector.Hooks.OnValidate,
        connector.Hooks.OnContext,
        connector.Hooks.OnConnect,
        connector.Hooks.OnDisconnect,
        connector.Hooks.TestConnection,
        connector.Hooks.DefaultConfig,
        connector.Hooks.OnUpgrade,
        connector.Hooks.VerifyWebhook,
        connector.Hooks.OAuthTokenResponse,
        connector.Hooks.OAuthUserInfo,
    ];
}
