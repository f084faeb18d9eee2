namespace Igniter.Connectors;

/// <summary>Finds what a request is for: <c>{BasePath}/{connector}/oauth/callback</c> or <c>{BasePath}/{connector}/webhook/{secret}</c>.</summary>
internal sealed class RequestRouter(string basePath, ConnectorEngine engine, WebhookIngress webhooks)
{
    private readonly string _prefix = basePath + "/";

    public ValueTask<ConnectorResponse> HandleAsync(ConnectorRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // Percent-encoded segments match nothing: neither keys nor secrets have anything to encode.
        string[] segments = request.Path.StartsWith(_prefix, StringComparison.Ordinal) ? request.Path[_prefix.Length..].Split('/') : [];
        return segments switch
        {
            // By HEAD nobody means to connect: link checkers and the like don't use up a state.
            [string connector, "oauth", "callback"] when request.Method == "GET" => new(engine.HandleCallbackAsync(connector, request, cancellationToken)),
            [string connector, "webhook", string secret] => webhooks.HandleAsync(connector, secret, request, cancellationToken),
            _ => ValueTask.FromResult(NotFound()),
        };
    }

    private static ConnectorResponse NotFound() =>
        ConnectorResponse.Problem(new ConnectorException(ConnectorErrorCodes.ConnectorNotFound, "No connector endpoint has this path."));
}
