using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>Finds what a request is for: <c>{BasePath}/{connector}/oauth/callback</c> or <c>{BasePath}/{connector}/webhook/{secret}</c>.</summary>
internal sealed class RequestRouter(
    IReadOnlyList<RegisteredConnector> connectors,
    ObservedStore store,
    ConfigProtector protector,
    ConnectorEngine engine,
    IConnectionGrants grants,
    PublicAddress address,
    int maxWebhookBytes,
    ILogger logger)
{
    private const int Segments = 3;

    private readonly string _prefix = address.BasePath + "/";
    private readonly Lock _lock = new();
    private readonly StoreSweeper _sweeper = new(store, engine.Events, logger);
    private volatile WebhookIngress? _webhooks;

    // A program that serves no requests does without.
    private WebhookIngress Webhooks
    {
        get
        {
            if (_webhooks is not { } webhooks)
            {
                lock (_lock)
                {
                    webhooks = _webhooks ??= new(connectors, store, protector, engine.Configs, grants, address, engine.Events, maxWebhookBytes, _sweeper, logger);
                }
            }

            return webhooks;
        }
    }

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
                    return Webhooks.HandleAsync(connector, path[segments[2]].ToString(), request, cancellationToken);
            }
        }

        return ValueTask.FromResult(NotFound());
    }

    private static ConnectorResponse NotFound() =>
        ConnectorResponse.Problem(new ConnectorException(ConnectorErrorCodes.ConnectorNotFound, "No connector endpoint has this path."));
}
