namespace Igniter.Connectors.Generators;

/// <summary>Writes the body of <c>IgniterGenerated</c>: contracts first, since static members are initialized in the order of the text.</summary>
internal static class DefinitionEmitter
{
    private const string Descriptors = "global::Igniter.Connectors.Descriptors";
    private const string NoValue = Descriptors + ".NoValue";

    public static void Emit(SourceWriter writer, ConnectorModel connector)
    {
        ValidatorPlan plan = new(connector.Types);
        TypeContractEmitter.Emit(writer, connector.Types, plan);
        ValidatorEmitter.Emit(writer, connector.Types, plan);

        foreach (ActionModel action in connector.Actions.Where(action => action.CanRun))
        {
            EmitAction(writer, connector, action);
            writer.Line();
        }

        EmitDefinition(writer, connector);
    }

    /// <summary>The action's definition, named by its id.</summary>
    public static string ActionName(ActionModel action) => action.Id + "Action";

    private static void EmitAction(SourceWriter writer, ConnectorModel connector, ActionModel action)
    {
        string type = ActionType(action);
        writer.Line($"internal static {type} {ActionName(action)} {{ get; }} = new {type}()").Line("{").Indent();
        writer.Line($"Key = {Literals.Of(action.Key)},");
        Optional(writer, "Description", action.Description);
        if (action.TimeoutSeconds != 0)
        {
            writer.Line($"TimeoutSeconds = {action.TimeoutSeconds},");
        }

        if (action.RequiredScopes.Count > 0)
        {
            writer.Line($"RequiredScopes = new string[] {{ {string.Join(", ", action.RequiredScopes.Select(Literals.Of))} }},");
        }

        if (action.UsesContext)
        {
            writer.Line("UsesContext = true,");
        }

        if (connector.OAuth is not null && action.UsesGrant)
        {
            writer.Line("UsesGrant = true,");
        }

        if (action.InputTypeId is not null)
        {
            writer.Line($"Input = {action.InputTypeId}Contract,");
        }

        if (action.Method.ResultAllowsNull)
        {
            writer.Line("OutputIsNullable = true,");
        }

        if (action.OutputTypeId is not null)
        {
            // The contract of T serves T? as well.
            writer.Line($"{(action.Method.Returns == ReturnKind.Stream ? "Item" : "Output")} = {action.OutputTypeId}Contract!,");
        }

        writer.Line($"Invoke = static {Lambda(connector, action)},");
        writer.Unindent().Line("};");
    }

    /// <summary>The type of an action's definition.</summary>
    private static string ActionType(ActionModel action) => action.Method.Returns == ReturnKind.Stream
        ? $"{Descriptors}.StreamDefinition<{InputType(action)}, {action.Method.ResultTypeName}>"
        : $"{Descriptors}.ActionDefinition<{InputType(action)}, {action.Method.ResultTypeName ?? NoValue}>";

    private static string InputType(ActionModel action) => action.InputTypeId ?? NoValue;

    private static string Lambda(ConnectorModel connector, ActionModel action)
    {
        string invocation = Invocation.Of(connector, action);
        return action.Method.Returns switch
        {
            ReturnKind.Stream or ReturnKind.ValueTaskOfValue => $"(call, input) => {invocation}",
            ReturnKind.TaskOfValue => $"(call, input) => new global::System.Threading.Tasks.ValueTask<{action.Method.ResultTypeName}>({invocation})",
            _ => $"async (call, input) => {{ await {invocation}.ConfigureAwait(false); return default; }}",
        };
    }

    private static void EmitDefinition(SourceWriter writer, ConnectorModel connector)
    {
        writer.Line($"internal static {Descriptors}.ConnectorDefinition Definition {{ get; }} = new {Descriptors}.ConnectorDefinition()").Line("{").Indent();
        writer.Line($"Key = {Literals.Of(connector.Key)},");
        writer.Line($"Name = {Literals.Of(connector.Name)},");
        Optional(writer, "Description", connector.Description);
        Optional(writer, "Icon", connector.Icon);
        Optional(writer, "Category", connector.Category);
        Optional(writer, "DocumentationUrl", connector.DocumentationUrl);
        if (connector.Metadata.Count > 0)
        {
            const string Pair = "global::System.Collections.Generic.KeyValuePair<string, string>";
            IEnumerable<string> pairs = connector.Metadata.Select(entry => $"new {Pair}({Literals.Of(entry.Key)}, {Literals.Of(entry.Value)})");
            writer.Line($"Metadata = new {Pair}[] {{ {string.Join(", ", pairs)} }},");
        }

        writer.Line($"Create = static services => {Invocation.Creation(connector)},");
        if (ServiceUse.Of(connector))
        {
            writer.Line("UsesServices = true,");
        }

        if (connector.Config is not null)
        {
            writer.Line($"Config = {connector.Config.TypeId}Contract,");
        }

        IEnumerable<string> actions = connector.Actions.Where(action => action.CanRun).Select(ActionName);
        writer.Line($"Actions = new {Descriptors}.ActionDefinition[] {{ {string.Join(", ", actions)} }},");
        if (connector.Webhook is not null)
        {
            EmitWebhook(writer, connector, connector.Webhook);
        }

        if (connector.OAuth is not null)
        {
            OAuthEmitter.EmitDefinition(writer, connector, connector.OAuth);
        }

        EmitHooks(writer, connector, connector.Hooks);
        writer.Unindent().Line("};");
    }

    private static void EmitHooks(SourceWriter writer, ConnectorModel connector, HooksModel hooks)
    {
        Nothing("OnValidate", "call", hooks.OnValidate);
        Value("OnContext", "call", "object?", hooks.OnContext);
        Nothing("OnConnect", "(call, webhookUrl)", hooks.OnConnect);
        Nothing("OnDisconnect", "(call, webhookUrl)", hooks.OnDisconnect);
        Nothing("Test", "call", hooks.TestConnection);
        if (hooks.TestConnection?.Parameters.Any(parameter => parameter.Source == ParameterSource.State) == true)
        {
            writer.Line("TestUsesContext = true,");
        }

        Value("DefaultConfig", "services", "object", hooks.DefaultConfig);
        Value("OnUpgrade", "stored", "object", hooks.OnUpgrade);
        Value("OAuthTokenResponse", "stored", "global::Igniter.Connectors.OAuthTokens", hooks.OAuthTokenResponse);
        Value("OAuthUserInfo", "stored", "global::Igniter.Connectors.OAuthAccount", hooks.OAuthUserInfo);

        void Nothing(string property, string parameters, MethodModel? hook)
        {
            if (hook is not null)
            {
                writer.Line($"{property} = static {parameters} => {Invocation.AsValueTask(connector, hook)},");
            }
        }

        void Value(string property, string parameters, string type, MethodModel? hook)
        {
            if (hook is not null)
            {
                writer.Line($"{property} = static {ValueLambda(connector, parameters, type, hook)},");
            }
        }
    }

    private static string ValueLambda(ConnectorModel connector, string parameters, string type, MethodModel hook) => Invocation.IsAsync(hook)
        ? $"async {parameters} => ({Invocation.AsValue(connector, hook)})!"
        : $"{parameters} => new global::System.Threading.Tasks.ValueTask<{type}>({Invocation.AsValue(connector, hook)}!)";

    private static void EmitWebhook(SourceWriter writer, ConnectorModel connector, WebhookModel webhook)
    {
        writer.Line($"Webhook = new {Descriptors}.WebhookDefinition()").Line("{").Indent();
        writer.Line($"Endpoint = {webhook.Endpoint},");
        if (webhook.Hmac is not null)
        {
            writer.Line($"Hmac = {webhook.Hmac},");
        }

        if (webhook.IsUnverified)
        {
            writer.Line("IsUnverified = true,");
        }

        if (webhook.Secret is { } secret)
        {
            writer.Line($"{(secret.IsList ? "Secrets" : "Secret")} = static config => (({connector.Config!.TypeName})config).{secret.Member},");
        }

        if (webhook.VerifyToken is { } token)
        {
            writer.Line($"VerifyToken = static config => (({connector.Config!.TypeName})config).{token.Member},");
        }

        if (connector.Hooks.VerifyWebhook is { } verify)
        {
            writer.Line($"Verify = static {ValueLambda(connector, "(call, request)", "bool", verify)},");
        }

        writer.Line($"Handlers = new {Descriptors}.WebhookHandlerDefinition[]").Line("{").Indent();
        foreach (WebhookHandlerModel handler in webhook.Handlers)
        {
            EmitHandler(writer, connector, handler);
        }

        writer.Unindent().Line("},");
        writer.Unindent().Line("},");
    }

    private static void EmitHandler(SourceWriter writer, ConnectorModel connector, WebhookHandlerModel handler)
    {
        writer.Line($"new {Descriptors}.WebhookHandlerDefinition<{handler.PayloadTypeName ?? NoValue}>()").Line("{").Indent();
        Optional(writer, "EventType", handler.EventType);
        if (handler.Method.Parameters.Any(parameter => parameter.Source == ParameterSource.State))
        {
            writer.Line("UsesContext = true,");
        }

        if (handler.PayloadTypeId is not null)
        {
            writer.Line($"Payload = {handler.PayloadTypeId}Contract!,");
        }

        writer.Line($"Invoke = static (call, delivery, payload) => {Invocation.AsValueTask(connector, handler.Method)},");
        writer.Unindent().Line("},");
    }

    private static void Optional(SourceWriter writer, string property, string? text)
    {
        if (text is not null)
        {
            writer.Line($"{property} = {Literals.Of(text)},");
        }
    }
}
