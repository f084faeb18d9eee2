using System.Runtime.CompilerServices;
using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Calls actions by key: finds the action, and hands JSON to the pipeline that typed calls use.</summary>
internal sealed class JsonActionCaller(ActionPipeline pipeline, ReportStage report)
{
    public Task<ConnectorActionResult> CallAsync(CallTarget target, string key, JsonElement input, CancellationToken cancellationToken)
    {
        JsonSingleVisit call = new(pipeline, target, input, cancellationToken);
        Find(target, key)?.Accept(call);
        return call.Result ?? RefuseAsync<ConnectorActionResult>(target, key, call.Advice);
    }

    public async IAsyncEnumerable<JsonElement> StreamAsync(
        CallTarget target, string key, JsonElement input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JsonStreamVisit call = new(pipeline, target, input, cancellationToken);
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
}
