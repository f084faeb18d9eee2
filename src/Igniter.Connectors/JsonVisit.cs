using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>
/// Takes a call by key to the code that knows the action's types. One class for both kinds, not an interface with generic methods: in a native program
/// their code is looked for at run time, which takes longer than the first call itself.
/// </summary>
internal sealed class JsonVisit(ActionPipeline pipeline, CallTarget target, JsonElement input, CancellationToken cancellationToken)
{
    /// <summary>The call of an action that gives one result.</summary>
    public Task<ConnectorActionResult>? Result { get; private set; }

    /// <summary>The call of an action that gives a stream.</summary>
    public IAsyncEnumerable<JsonElement>? Items { get; private set; }

    public void Visit<TInput, TOutput>(ActionDefinition<TInput, TOutput> action) => Result = CallAsync(action);

    public void Visit<TInput, TItem>(StreamDefinition<TInput, TItem> action) => Items = StreamAsync(action);

    private async Task<ConnectorActionResult> CallAsync<TInput, TOutput>(ActionDefinition<TInput, TOutput> action)
    {
        JsonCall json = new(input);
        await pipeline.CallAsync(target, action, default, json, cancellationToken).ConfigureAwait(false);
        return new ConnectorActionResult(json.Output, action.Output?.Shape ?? TypeShape.Value);
    }

    private async IAsyncEnumerable<JsonElement> StreamAsync<TInput, TItem>(StreamDefinition<TInput, TItem> action)
    {
        JsonCall json = new(input);
        await foreach (TItem _ in pipeline.StreamAsync(target, action, default, json, cancellationToken).ConfigureAwait(false))
        {
            yield return json.Output!.Value;
        }
    }
}
