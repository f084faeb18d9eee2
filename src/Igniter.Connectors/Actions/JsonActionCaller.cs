using System.Runtime.CompilerServices;
using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Calls actions by key: finds the action, and hands JSON to the pipeline that typed calls use.</summary>
internal sealed class JsonActionCaller(ActionPipeline pipeline, ReportStage report)
{
    public Task<ConnectorActionResult> CallAsync(CallTarget target, string key, JsonElement input, CancellationToken cancellationToken)
    {
        SingleCall call = new(pipeline, target, input, cancellationToken);
        Find(target, key)?.Accept(call);
        return call.Result ?? RefuseAsync<ConnectorActionResult>(target, key, call.Advice);
    }

    public async IAsyncEnumerable<JsonElement> StreamAsync(
        CallTarget target, string key, JsonElement input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StreamCall call = new(pipeline, target, input, cancellationToken);
        Find(target, key)?.Accept(call);
        IAsyncEnumerable<JsonElement> items = call.Result
            ?? await RefuseAsync<IAsyncEnumerable<JsonElement>>(target, key, call.Advice).ConfigureAwait(false);
        await foreach (JsonElement item in items.ConfigureAwait(false))
        {
            yield return item;
        }
    }

    private static ActionDefinition? Find(CallTarget target, string key) =>
        target.Connector is { } connector && connector.Actions.TryGetValue(key, out ActionDefinition? action) ? action : null;

    private async Task<T> RefuseAsync<T>(CallTarget target, string key, string advice)
    {
        ConnectorException error = target.Connector is null
            ? ConnectorErrors.NotFound(target.Key)
            : ConnectorErrors.ActionNotFound(target.Key, key, advice);
        await report.RefusedAsync(target, key, error).ConfigureAwait(false);
        throw error;
    }

    private sealed class SingleCall(ActionPipeline pipeline, CallTarget target, JsonElement input, CancellationToken cancellationToken) : IActionVisitor
    {
        public Task<ConnectorActionResult>? Result { get; private set; }

        public string Advice { get; private set; } = "";

        public void Visit<TInput, TOutput>(ActionDefinition<TInput, TOutput> action) => Result = CallAsync(action);

        public void Visit<TInput, TItem>(StreamDefinition<TInput, TItem> action) => Advice = " that gives one result: it gives a stream, call it with StreamAsync";

        private async Task<ConnectorActionResult> CallAsync<TInput, TOutput>(ActionDefinition<TInput, TOutput> action)
        {
            JsonCall json = new(input);
            await pipeline.CallAsync(target, action, default, json, cancellationToken).ConfigureAwait(false);
            return new ConnectorActionResult(json.Output, action.Output?.Shape ?? TypeShape.Value);
        }
    }

    private sealed class StreamCall(ActionPipeline pipeline, CallTarget target, JsonElement input, CancellationToken cancellationToken) : IActionVisitor
    {
        public IAsyncEnumerable<JsonElement>? Result { get; private set; }

        public string Advice { get; private set; } = "";

        public void Visit<TInput, TOutput>(ActionDefinition<TInput, TOutput> action) => Advice = " that gives a stream: it gives one result, call it with CallAsync";

        public void Visit<TInput, TItem>(StreamDefinition<TInput, TItem> action) => Result = StreamAsync(action);

        private async IAsyncEnumerable<JsonElement> StreamAsync<TInput, TItem>(StreamDefinition<TInput, TItem> action)
        {
            JsonCall json = new(input);
            await foreach (TItem _ in pipeline.StreamAsync(target, action, default, json, cancellationToken).ConfigureAwait(false))
            {
                yield return json.Output!.Value;
            }
        }
    }
}
