using System.Runtime.CompilerServices;
using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Calls actions by key: finds the action, and hands JSON to the pipeline that typed calls use.</summary>
internal sealed class JsonActionCaller(ActionPipeline pipeline, ReportStage report)
{
    public Task<ConnectorActionResult> CallAsync(CallTarget target, string key, JsonElement input, CancellationToken cancellationToken)
    {
        JsonVisit call = new(pipeline, target, input, cancellationToken);
        switch (Find(target, key))
        {
            case null:
                return RefuseAsync<ConnectorActionResult>(target, key, "");
            case { IsStream: true }:
                return RefuseAsync<ConnectorActionResult>(target, key, " that gives one result: it gives a stream, call it with StreamAsync");
            case { } action:
                action.Accept(call);
                return call.Result!;
        }
    }

    public async IAsyncEnumerable<JsonElement> StreamAsync(
        CallTarget target, string key, JsonElement input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ActionDefinition? action = Find(target, key);
        if (action is not { IsStream: true })
        {
            string advice = action is null ? "" : " that gives a stream: it gives one result, call it with CallAsync";
            await RefuseAsync<JsonElement>(target, key, advice).ConfigureAwait(false);
        }

        JsonVisit call = new(pipeline, target, input, cancellationToken);
        action!.Accept(call);
        await foreach (JsonElement item in call.Items!.ConfigureAwait(false))
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
