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
        List<AttributeData> said = endpoint is null ? [] : [endpoint];
        AttributeData? hmac = connector.FindAttribute(Sdk, "HmacSignatureAttribute");

        foreach (IMethodSymbol method in symbols.Reader.MethodsWith("WebhookAttribute"))
        {
            AttributeData attribute = method.FindAttribute(Sdk, "WebhookAttribute")!;
            if (ReadHandler(symbols, types, method, attribute) is { } handler)
            {
                handlers.Add(handler);
                said.Add(attribute);
                hmac ??= method.FindAttribute(Sdk, "HmacSignatureAttribute");
            }
        }

        if (handlers.Count == 0)
        {
            return null;
        }

        // What stands on the class counts before what stands on a handler.
        KeyValuePair<string, TypedConstant>[] arguments = said.SelectMany(attribute => attribute.NamedArguments)
            .GroupBy(argument => argument.Key)
            .Select(argument => argument.First())
            .ToArray();
        return new WebhookModel
        {
            Endpoint = EndpointOf(arguments),
            Hmac = hmac?.ToExpression(),
            IsUnverified = arguments.Any(argument => argument is { Key: "Signature", Value.Value: 0 }),
            Secret = FindMember(symbols.Config, TextOf(arguments, "Secret"), mayBeList: true),
            VerifyToken = FindMember(symbols.Config, TextOf(arguments, "VerifyToken"), mayBeList: false),
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

    private static string EndpointOf(KeyValuePair<string, TypedConstant>[] arguments)
    {
        string creation = "new global::Igniter.Connectors.WebhookEndpointAttribute()";
        return arguments.Length == 0
            ? creation
            : $"{creation} {{ {string.Join(", ", arguments.Select(pair => $"{pair.Key} = {Literals.Of(pair.Value)}"))} }}";
    }

    private static string? TextOf(KeyValuePair<string, TypedConstant>[] arguments, string name) =>
        arguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null;

    /// <summary>Finds a property of the configuration that holds text.</summary>
    private static ConfigMemberModel? FindMember(INamedTypeSymbol? config, string? name, bool mayBeList)
    {
        for (INamedTypeSymbol? type = name is null ? null : config; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name!).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
            {
                bool isList = property.Type.IsListOfText();
                return property.Type.SpecialType == SpecialType.System_String || (mayBeList && isList) ? new(property.Name.ToIdentifier(), isList) : null;
            }
        }

        return null;
    }
}
