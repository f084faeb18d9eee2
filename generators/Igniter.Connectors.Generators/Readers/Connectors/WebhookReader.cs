using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads a connector's webhook handlers and how their deliveries are signed.</summary>
internal static class WebhookReader
{
    private const string Sdk = "Igniter.Connectors";

    /// <summary>The webhook, or null for a connector without handlers.</summary>
    public static WebhookModel? Read(ConnectorSymbols symbols, TypeGraphReader types)
    {
        INamedTypeSymbol connector = symbols.Reader.Connector;
        List<WebhookHandlerModel> handlers = [];
        AttributeData? endpoint = connector.FindAttribute(Sdk, "WebhookEndpointAttribute");
        AttributeData? lone = null;
        AttributeData? hmac = connector.FindAttribute(Sdk, "HmacSignatureAttribute");

        foreach (IMethodSymbol method in connector.GetMembers().OfType<IMethodSymbol>())
        {
            if (method.FindAttribute(Sdk, "WebhookAttribute") is { } attribute && ReadHandler(symbols, types, method, attribute) is { } handler)
            {
                handlers.Add(handler);
                lone ??= attribute.NamedArguments.IsEmpty ? null : attribute;
                hmac ??= method.FindAttribute(Sdk, "HmacSignatureAttribute");
            }
        }

        if (handlers.Count == 0)
        {
            return null;
        }

        AttributeData? signature = endpoint ?? lone;
        return new WebhookModel
        {
            Endpoint = endpoint?.ToExpression() ?? EndpointOf(lone),
            Hmac = hmac?.ToExpression(),
            SecretMember = signature?.NamedArgument("Secret") is string name ? FindSecret(symbols.Config, name) : null,
            Handlers = handlers.ToEquatableArray(),
        };
    }

    private static WebhookHandlerModel? ReadHandler(ConnectorSymbols symbols, TypeGraphReader types, IMethodSymbol method, AttributeData attribute)
    {
        MethodModel model = symbols.ReadMethod(method, ParameterSource.Payload, WebhookContext(symbols));
        IParameterSymbol[] payloads = method.Parameters.Where((_, i) => model.Parameters[i].Source == ParameterSource.Payload).ToArray();

        bool isRight = HookSignature.Check(symbols.Reader, method, model, "Webhook", source => source != ParameterSource.Unknown)
            && HookSignature.CheckResult(symbols.Reader, method, "Webhook", (_, result) => result is null, "nothing");
        if (isRight && payloads.Length > 1)
        {
            symbols.Reader.Report(Problem.At(Rules.HookSignature, payloads[1], method.Name, "Webhook", $"a delivery has one payload, so '{payloads[1].Name}' can't be one, too"));
            isRight = false;
        }

        if (!isRight)
        {
            return null;
        }

        string? eventType = attribute.ConstructorArguments.FirstOrDefault().Value as string;
        if (payloads is not [IParameterSymbol payload])
        {
            return new(eventType, model, null, null);
        }

        return types.AddRoot(payload.Type, payload) is { } id ? new(eventType, model, payload.Type.ToFullName(), id) : null;
    }

    private static Func<IParameterSymbol, ParameterSource?> WebhookContext(ConnectorSymbols symbols) => parameter =>
        parameter.Type is INamedTypeSymbol { TypeArguments: [ITypeSymbol config] } context && context.Is(Sdk, "WebhookContext")
            ? ConnectorSymbols.IsSame(config, symbols.Config) ? ParameterSource.WebhookContext : ParameterSource.Unknown
            : null;

    /// <summary>What a lone handler says about its signature, as if it stood on the class.</summary>
    private static string EndpointOf(AttributeData? webhook)
    {
        IEnumerable<string> arguments = webhook?.NamedArguments.Select(pair => $"{pair.Key} = {Literals.Of(pair.Value)}") ?? [];
        return $"new global::Igniter.Connectors.WebhookEndpointAttribute() {{ {string.Join(", ", arguments)} }}";
    }

    private static string? FindSecret(INamedTypeSymbol? config, string name)
    {
        for (INamedTypeSymbol? type = config; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault(property => property.Type.SpecialType == SpecialType.System_String) is { } found)
            {
                return found.Name.ToIdentifier();
            }
        }

        return null;
    }
}
