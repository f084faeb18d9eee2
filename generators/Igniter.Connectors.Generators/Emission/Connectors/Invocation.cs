namespace Igniter.Connectors.Generators;

/// <summary>Writes calls of the user's methods. In scope are <c>call</c>, and what the caller's lambda names as the sources below do.</summary>
internal static class Invocation
{
    private const string Services = "global::Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions";
    private const string KeyedServices = "global::Microsoft.Extensions.DependencyInjection.ServiceProviderKeyedServiceExtensions";

    /// <summary>The call of an action's method.</summary>
    public static string Of(ConnectorModel connector, ActionModel action)
    {
        Dictionary<ParameterModel, string> members = InputMembers(connector, action).ToDictionary(pair => pair.Parameter, pair => pair.Member);
        return Of(connector, action.Method, parameter =>
            members.TryGetValue(parameter, out string member) ? $"input.{member}" : Argument(connector, parameter));
    }

    /// <summary>The call of another method of the connector.</summary>
    public static string Of(ConnectorModel connector, MethodModel method) => Of(connector, method, parameter => Argument(connector, parameter));

    /// <summary>An action's input parameters and, as C# identifiers, the members of its input class that hold them.</summary>
    public static IEnumerable<(ParameterModel Parameter, string Member)> InputMembers(ConnectorModel connector, ActionModel action) =>
        action.InputTypeId is null
            ? []
            : action.Inputs.Zip(connector.Types[action.InputTypeId].Members, (parameter, member) => (parameter, member.Name.ToIdentifier()));

    /// <summary>A call that gives nothing, as a <c>ValueTask</c>'s lambda body.</summary>
    public static string AsValueTask(ConnectorModel connector, MethodModel method) => method.Returns switch
    {
        ReturnKind.ValueTask => Of(connector, method),
        ReturnKind.Task => $"new global::System.Threading.Tasks.ValueTask({Of(connector, method)})",
        _ => $"{{ {Of(connector, method)}; return default; }}",
    };

    /// <summary>A call that gives a value, as the value inside an asynchronous lambda or of a synchronous one.</summary>
    public static string AsValue(ConnectorModel connector, MethodModel method) => IsAsync(method)
        ? $"await {Of(connector, method)}.ConfigureAwait(false)"
        : Of(connector, method);

    public static bool IsAsync(MethodModel method) => method.Returns is ReturnKind.TaskOfValue or ReturnKind.ValueTaskOfValue;

    /// <summary>The creation of the connector. In scope is <c>services</c>.</summary>
    public static string Creation(ConnectorModel connector) =>
        $"new {connector.FullName}({string.Join(", ", connector.Constructor.Select(Argument))})";

    private static string Argument(ParameterModel parameter) => parameter.Source switch
    {
        ParameterSource.HttpClient => "services.CreateHttpClient()",
        ParameterSource.HttpClientFactory => "services.HttpClients",
        ParameterSource.ServiceProvider => "services.Provider",
        _ => Resolution(parameter, "services.Provider"),
    };

    private static string Of(ConnectorModel connector, MethodModel method, Func<ParameterModel, string> argument)
    {
        string target = method.IsStatic ? connector.FullName : $"(({connector.FullName})call.Connector)";
        return $"{target}.{method.Name}({string.Join(", ", method.Parameters.Select(argument))})";
    }

    private static string Argument(ConnectorModel connector, ParameterModel parameter) => parameter.Source switch
    {
        ParameterSource.Config => $"({connector.Config!.TypeName})call.Config!",
        ParameterSource.Context => "call.GetContext()",
        ParameterSource.ContextWithConfig => $"call.GetContext<{connector.Config!.TypeName}>()",
        ParameterSource.State => $"({parameter.TypeName})call.State!",
        ParameterSource.CancellationToken => "call.CancellationToken",
        ParameterSource.Service => Resolution(parameter, "call.Services"),
        ParameterSource.ServiceProvider => "services",
        ParameterSource.WebhookUrl => "webhookUrl!",
        ParameterSource.Stored => "stored",
        ParameterSource.WebhookRequest => "request",
        ParameterSource.WebhookContext => $"delivery.GetContext<{connector.Config!.TypeName}>(call)",
        ParameterSource.Payload => "payload",
        _ => "default!",
    };

    /// <summary>Resolves a service. What may be null or left out needn't be registered.</summary>
    private static string Resolution(ParameterModel parameter, string provider)
    {
        bool isValue = parameter.Default is not (null or "null" or "null!");
        if (isValue)
        {
            return parameter.Default!;
        }

        bool isOptional = parameter.AllowsNull || parameter.Default is not null;
        string arguments = parameter.ServiceKey is null ? provider : $"{provider}, {parameter.ServiceKey}";
        string extensions = parameter.ServiceKey is null ? Services : KeyedServices;
        string keyed = parameter.ServiceKey is null ? "" : "Keyed";
        return isOptional
            ? $"{extensions}.Get{keyed}Service<{parameter.TypeName}>({arguments})!"
            : $"{extensions}.GetRequired{keyed}Service<{parameter.TypeName}>({arguments})";
    }
}
