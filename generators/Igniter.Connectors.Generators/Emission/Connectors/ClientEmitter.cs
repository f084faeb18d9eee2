namespace Igniter.Connectors.Generators;

/// <summary>Writes a connector's typed clients.</summary>
internal static class ClientEmitter
{
    private const string Sdk = "global::Igniter.Connectors";
    private const string Token = "global::System.Threading.CancellationToken";

    /// <summary>Writes the client for the connector's connection in a scope.</summary>
    public static void EmitScoped(SourceWriter writer, ConnectorModel connector)
    {
        string name = connector.ShortName + "ScopedClient";
        string baseType = connector.Config is null ? $"{Sdk}.ScopedClient" : $"{Sdk}.ScopedClient<{connector.Config.TypeName}>";
        OpenClass(writer, connector, name, baseType);

        writer.Line($"internal {name}({Sdk}.ConnectorScope scope)").Indent().Line($": base(scope, {Definition(connector)})").Unindent().Line("{").Line("}").Line();

        writer.Documentation("<summary>The same client for the connection of this name: a second account in the same scope.</summary>")
            .Documentation("<param name=\"name\">The connection's name; empty for the unnamed one.</param>")
            .Documentation("<returns>The client.</returns>")
            .Line($"public {name} Named(string name) => new {name}(ScopeNamed(name));");

        if (connector.Config is null)
        {
            writer.Line()
                .Documentation("<summary>Connects.</summary>")
                .Documentation("<param name=\"mode\">What to do when there is a connection already.</param>")
                .Documentation("<param name=\"cancellationToken\">Cancels the call.</param>")
                .Documentation("<returns>The connection.</returns>")
                .Line($"public global::System.Threading.Tasks.Task<{Sdk}.ConnectionResult> ConnectAsync(")
                .Indent()
                .Line($"{Sdk}.ConnectMode mode = {Sdk}.ConnectMode.Upsert, {Token} cancellationToken = default) => ConnectWithoutConfigAsync(mode, cancellationToken);")
                .Unindent();
        }

        if (connector.Webhook is not null)
        {
            EmitWebhook(writer);
        }

        if (connector.OAuth is { HasFlow: true })
        {
            OAuthEmitter.EmitClient(writer, connector);
        }

        EmitMembers(writer, connector);
        writer.Close();
    }

    /// <summary>Writes the client that uses the default configuration.</summary>
    public static void EmitUnscoped(SourceWriter writer, ConnectorModel connector)
    {
        string name = connector.ShortName + "UnscopedClient";
        OpenClass(writer, connector, name, $"{Sdk}.UnscopedClient");
        writer.Line($"internal {name}({Sdk}.ConnectorManager manager)").Indent().Line($": base(manager, {Definition(connector)})").Unindent().Line("{").Line("}");
        EmitMembers(writer, connector);
        writer.Close();
    }

    private static string Definition(ConnectorModel connector) => connector.CanRun ? $"{connector.FullName}.IgniterGenerated.Definition" : "null!";

    private static void OpenClass(SourceWriter writer, ConnectorModel connector, string name, string baseType) => writer
        .Documentation(connector.Documentation)
        .Line(SourceFile.GeneratedCode)
        .Open($"{(connector.IsPublic ? "public" : "internal")} sealed class {name} : {baseType}");

    private static void EmitWebhook(SourceWriter writer)
    {
        const string Result = "global::System.Threading.Tasks.Task<global::System.Uri>";
        writer.Line()
            .Documentation("<summary>Tells the address for the provider to post this connection's events to. Whoever knows it can post to it.</summary>")
            .Documentation("<param name=\"cancellationToken\">Cancels the call.</param>")
            .Documentation("<returns>The address.</returns>")
            .Line($"public {Result} GetWebhookUrlAsync({Token} cancellationToken = default) => ReadWebhookUrlAsync(cancellationToken);");
        writer.Line()
            .Documentation("<summary>Gives the webhook a new secret and thereby a new address, for the provider to post to from now on.</summary>")
            .Documentation("<param name=\"grace\">How long the addresses before it go on working; zero to end them at once.</param>")
            .Documentation("<param name=\"cancellationToken\">Cancels the call.</param>")
            .Documentation("<returns>The new address.</returns>")
            .Line($"public {Result} RotateWebhookSecretAsync(global::System.TimeSpan grace, {Token} cancellationToken = default) =>")
            .Indent()
            .Line("ReplaceWebhookSecretAsync(grace, cancellationToken);")
            .Unindent();
    }

    private static void EmitMembers(SourceWriter writer, ConnectorModel connector)
    {
        if (connector.Hooks.HasTestConnection)
        {
            writer.Line()
                .Documentation("<summary>Tests whether the provider can be reached with this connection.</summary>")
                .Documentation("<param name=\"cancellationToken\">Cancels the call.</param>")
                .Documentation("<returns>A task that fails when the test does.</returns>")
                .Line($"public global::System.Threading.Tasks.Task TestAsync({Token} cancellationToken = default) => TestConnectionAsync(cancellationToken);");
        }

        foreach (ActionModel action in connector.Actions.Where(action => action.IsInClient))
        {
            EmitAction(writer.Line(), connector, action);
        }
    }

    private static void EmitAction(SourceWriter writer, ConnectorModel connector, ActionModel action)
    {
        writer.Documentation(action.Documentation);
        if (action.Obsolete is not null)
        {
            writer.Line($"[global::System.Obsolete{action.Obsolete}]");
        }

        bool canRun = connector.CanRun && action.CanRun;
        string modifier = canRun && action.Method.Returns == ReturnKind.ValueTask ? "async " : "";
        writer.Line($"public {modifier}{action.Method.ReturnTypeName} {action.Method.Name}({Parameters(action)}) =>").Indent();
        writer.Line((canRun ? Body(connector, action) : "throw new global::System.NotSupportedException()") + ";").Unindent();
    }

    private static string Body(ConnectorModel connector, ActionModel action)
    {
        string generated = $"{connector.FullName}.IgniterGenerated";
        string input = action.InputTypeId is null
            ? "default"
            : $"new {generated}.{action.InputTypeId}() {{ {string.Join(", ", Invocation.InputMembers(connector, action).Select(input => $"{input.Member} = {input.Parameter.Name}"))} }}";
        string arguments = $"({generated}.{DefinitionEmitter.ActionName(action)}, {input}, {action.TokenName})";

        // A user's method of one of these names doesn't come into question behind "base".
        return action.Method.Returns switch
        {
            ReturnKind.Stream => $"base.StreamAsync{arguments}",
            ReturnKind.ValueTaskOfValue => $"base.InvokeAsync{arguments}",
            ReturnKind.ValueTask => $"await base.InvokeAsync{arguments}.ConfigureAwait(false)",
            _ => $"base.InvokeAsync{arguments}.AsTask()",
        };
    }

    /// <summary>The input in the user's order, then the token. What may be left out is so from the end.</summary>
    private static string Parameters(ActionModel action)
    {
        Stack<string> parameters = new([$"{Token} {action.TokenName} = default"]);
        bool mayBeLeftOut = true;
        foreach (ParameterModel input in action.Inputs.Reverse())
        {
            string? byDefault = input.Default ?? (input.AllowsNull ? "null" : null);
            mayBeLeftOut &= byDefault is not null;
            parameters.Push($"{input.TypeName} {input.Name}{(mayBeLeftOut ? $" = {byDefault}" : "")}");
        }

        return string.Join(", ", parameters);
    }
}
