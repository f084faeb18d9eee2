namespace Igniter.Connectors;

/// <summary>Finds what a request is for: <c>{BasePath}/{connector}/oauth/callback</c> or <c>{BasePath}/{connector}/webhook/{secret}</c>.</summary>
internal sealed class RequestRouter(string basePath, ConnectorEngine engine, WebhookIngress webhooks)
{
    private const int Segments = 3;

    private readonly string _prefix = basePath + "/";

    public ValueTask<ConnectorResponse> HandleAsync(ConnectorRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // Percent-encoded segments match nothing: neither keys nor secrets have anything to encode.
        ReadOnlySpan<char> path = request.Path.StartsWith(_prefix, StringComparison.Ordinal) ? request.Path.AsSpan(_prefix.Length) : [];
        Span<Range> segments = stackalloc Range[Segments + 1];
        if (path.Split(segments, '/') == Segments)
        {
            string connector = path[segments[0]].ToString();
            switch (path[segments[1]])
            {
                // By HEAD nobody means to connect: link checkers and the like don't use up a state.
                case "oauth" when path[segments[2]] is "callback" && request.Method == "GET":
                    return new(engine.HandleCallbackAsync(connector, request, cancellationToken));
                case "webhook":
                    return webhooks.HandleAsync(connector, path[segments[2]].ToString(), request, cancellationToken);
            }
        }

        return ValueTask.FromResult(NotFound());
    }

    private static ConnectorResponse NotFound() =>
        ConnectorResponse.Problem(new ConnectorException(ConnectorErrorCodes.ConnectorNotFound, "No connector endpoint has this path."));
}
