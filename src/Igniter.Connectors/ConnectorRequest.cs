using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors;

/// <summary>An HTTP request for <see cref="ConnectorManager.HandleAsync"/>, whatever web framework it came through.</summary>
public sealed class ConnectorRequest
{
    internal static IReadOnlyDictionary<string, StringValues> NoHeaders { get; } = new Dictionary<string, StringValues>();

    /// <summary>The HTTP method, for example <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The path as received, percent-encoded, without what the host mounted the application under.</summary>
    public required string Path { get; init; }

    /// <summary>The query as received, with or without its question mark; empty for none.</summary>
    public string Query { get; init; } = "";

    /// <summary>The headers. Names compare without case, whatever the dictionary does.</summary>
    public IReadOnlyDictionary<string, StringValues> Headers { get; init; } = NoHeaders;

    /// <summary>
    /// Who is signed in to the application in this browser, for a callback of a flow that was begun with <see cref="AuthorizeOptions.Subject"/>.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>The body, exactly as received. A stream or pipe is read no further than the limit.</summary>
    public ConnectorRequestBody Body { get; init; }
}
