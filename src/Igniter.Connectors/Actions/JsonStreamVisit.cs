using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>A call by key for a stream.</summary>
internal sealed class JsonStreamVisit(ActionPipeline pipeline, CallTarget target, JsonElement input, CancellationToken cancellationToken) : JsonVisit
{
    public IAsyncEnumerable<JsonElement>? Result { get; private set; }

    /// <summary>What to do instead where the action gives no stream.</summary>
    public string Advice { get; private set; } = "";

    public void Run<TInput, TItem>(StreamDefinition<TInput, TItem> action) => Result = StreamAsync(action);

    public void Refuse() => Advice = " that gives a stream: it gives one result, call it with CallAsync";

    private async IAsyncEnumerable<JsonElement> StreamAsync<TInput, TItem>(StreamDefinition<TInput, TItem> action)
    {
        JsonCall json = new(input);
        await foreach (TItem _ in pipeline.StreamAsync(target, action, default, json, cancellationToken).ConfigureAwait(false))
        {
            yield return json.Output!.Value;
        }
    }
}
