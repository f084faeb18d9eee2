namespace Igniter.Connectors.Generators;

/// <summary>Writes what the runtime needs to know about a connector's OAuth.</summary>
internal static class OAuthEmitter
{
    private const string Sdk = "global::Igniter.Connectors";
    private const string Value = Sdk + ".Descriptors.OAuthValueDefinition";

    /// <summary>Writes members of the definition.</summary>
    public static void EmitDefinition(SourceWriter writer, ConnectorModel connector, OAuthModel oauth)
    {
        writer.Line($"OAuth = {oauth.Attribute},");
        if (connector.Config is null || oauth.Values.Count == 0)
        {
            return;
        }

        writer.Line($"OAuthValues = new {Value}[]").Line("{").Indent();
        foreach (OAuthValueModel value in oauth.Values)
        {
            string read = $"(({connector.Config.TypeName})config).{value.Name.ToIdentifier()}";
            string isEnum = value.EnumTypeName is null ? "false" : "true";
            writer.Line($"new {Value}({Literals.Of(value.Name)}, {isEnum}, static config => {(value.EnumTypeName is null ? read : Switch(read, value))}),");
        }

        writer.Unindent().Line("},");
    }

    /// <summary>Writes the client's method that sends a user to the provider.</summary>
    public static void EmitClient(SourceWriter writer, ConnectorModel connector)
    {
        string options = connector.Config is null ? $"{Sdk}.AuthorizeOptions" : $"{Sdk}.AuthorizeOptions<{connector.Config.TypeName}>";
        writer.Line()
            .Documentation("<summary>Begins an authorization code flow: set the cookie and send the browser to the address.</summary>")
            .Documentation("<param name=\"options\">Where to return to, and with which configuration.</param>")
            .Documentation("<param name=\"cancellationToken\">Cancels the call.</param>")
            .Documentation("<returns>Where to send the browser.</returns>")
            .Line($"public global::System.Threading.Tasks.Task<{Sdk}.AuthorizationRequest> AuthorizeAsync(")
            .Indent()
            .Line($"{options}? options = null, global::System.Threading.CancellationToken cancellationToken = default) => AuthorizeConnectionAsync(options, cancellationToken);")
            .Unindent();
    }

    private static string Switch(string read, OAuthValueModel value)
    {
        IEnumerable<string> arms = value.EnumValues.Select(entry => $"{value.EnumTypeName}.{entry.Name.ToIdentifier()} => {Literals.Of(entry.JsonName)}");
        return $"{read} switch {{ {string.Join(", ", arms)}{(value.EnumValues.Count > 0 ? ", " : "")}_ => null }}";
    }
}
