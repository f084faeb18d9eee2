using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>A call by key for one result.</summary>
internal sealed class JsonSingleVisit(ActionPipeline pipeline, CallTarget target, JsonElement input, CancellationToken cancellationToken) : JsonVisit
{
    public Task<ConnectorActionResult>? Result { get; private set; }

    /// <summary>What to do instead where the action gives no single result.</summary>
    public string Advice { get; private set; } = "";

    public void Run<TInput, TOutput>(ActionDefinition<TInput, TOutput> action) => Result = CallAsync(action);

    public void Refuse() => Advice = " that gives one result: it gives a stream, call it with StreamAsync";

    private async Task<ConnectorActionResult> CallAsync<TInput, TOutput>(ActionDefinition<TInput, TOutput> action)
    {
        JsonCall json = new(input);
        await pipeline.CallAsync(target, action, default, json, cancellationToken).ConfigureAwait(false);
        return new ConnectorActionResult(json.Output, action.Output?.Shape ?? TypeShape.Value);
    }
}
