using System.Runtime.CompilerServices;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>
/// The way of every call, typed or by key: load the connection, look at its scopes, decrypt and validate its configuration and the input, open its grant,
/// make the context, call the method, check its result, and report.
/// </summary>
internal sealed class ActionPipeline(OpenStage open, IConnectionGrants grants, ContextStage context, ReportStage report, TimeProvider time)
{
    public ValueTask<TOutput> CallAsync<TInput, TOutput>(
        CallTarget target, ActionDefinition<TInput, TOutput> action, TInput? input, JsonCall? json, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<TOutput>(cancellationToken);
        }

        return report.IsWanted(target.Key)
            ? CallReportedAsync(target, action, input, json, cancellationToken)
            : CallSilentlyAsync(target, action, input, json, cancellationToken);
    }

    private async ValueTask<TOutput> CallReportedAsync<TInput, TOutput>(
        CallTarget target, ActionDefinition<TInput, TOutput> action, TInput? input, JsonCall? json, CancellationToken cancellationToken)
    {
        ActionReport told = report.Start(target, action.Key);
        try
        {
            await told.StartedAsync().ConfigureAwait(false);
            TOutput output = await CallSilentlyAsync(target, action, input, json, cancellationToken).ConfigureAwait(false);
            await told.CompletedAsync().ConfigureAwait(false);
            return output;
        }
        catch (Exception exception)
        {
            await told.FailedAsync(exception).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Whether or not somebody listens, what code changes around itself stays with the call.</summary>
    private ValueTask<TOutput> CallSilentlyAsync<TInput, TOutput>(
        CallTarget target, ActionDefinition<TInput, TOutput> action, TInput? input, JsonCall? json, CancellationToken cancellationToken)
    {
        AmbientState before = AmbientState.Capture();
        if (!before.CanRestore)
        {
            return CallApartAsync(target, action, input, json, cancellationToken);
        }

        ValueTask<TOutput> pending = CallAtOnceAsync(target, action, input, json, cancellationToken);
        before.Restore();
        return pending;
    }

    private async ValueTask<TOutput> CallApartAsync<TInput, TOutput>(
        CallTarget target, ActionDefinition<TInput, TOutput> action, TInput? input, JsonCall? json, CancellationToken cancellationToken) =>
        await CallAtOnceAsync(target, action, input, json, cancellationToken).ConfigureAwait(false);

    /// <summary>What is at hand at once needs no state machine: it would cost as much as all the rest of a call.</summary>
    private ValueTask<TOutput> CallAtOnceAsync<TInput, TOutput>(
        CallTarget target, ActionDefinition<TInput, TOutput> action, TInput? input, JsonCall? json, CancellationToken cancellationToken)
    {
        ValueTask<OpenConnection> opening;
        try
        {
            opening = open.RunAsync(target, action, cancellationToken);
            if (opening.IsCompletedSuccessfully && target.Connector!.Definition.OAuth is null)
            {
                TInput value = ValidateStage.ReadInput(target, action, action.Input, input, json);
                return RunAsync(target, action, opening.Result, null, value, json, cancellationToken);
            }
        }
        catch (Exception exception)
        {
            opening = ValueTask.FromException<OpenConnection>(exception);
        }

        return CallOpenedAsync(opening, target, action, input, json, cancellationToken);
    }

    private async ValueTask<TOutput> CallOpenedAsync<TInput, TOutput>(
        ValueTask<OpenConnection> opening,
        CallTarget target,
        ActionDefinition<TInput, TOutput> action,
        TInput? input,
        JsonCall? json,
        CancellationToken cancellationToken)
    {
        OpenCall<TInput> call = await OpenAsync(opening, target, action, action.Input, input, json, cancellationToken).ConfigureAwait(false);
        return await RunAsync(target, action, call.Connection, call.Grant, call.Input, json, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What every call that has to wait begins with.</summary>
    private async ValueTask<OpenCall<TInput>> OpenAsync<TInput>(
        ValueTask<OpenConnection> opening,
        CallTarget target,
        ActionDefinition action,
        TypeContract<TInput>? contract,
        TInput? input,
        JsonCall? json,
        CancellationToken cancellationToken)
    {
        OpenConnection connection = await opening.ConfigureAwait(false);
        TInput value = ValidateStage.ReadInput(target, action, contract, input, json);
        IGrantAccess? grant = await grants.OpenAsync(target.Connector!, connection.Record, action.UsesGrant, cancellationToken).ConfigureAwait(false);
        return new(connection, value, grant);
    }

    private ValueTask<TOutput> RunAsync<TInput, TOutput>(
        CallTarget target,
        ActionDefinition<TInput, TOutput> action,
        OpenConnection connection,
        IGrantAccess? grant,
        TInput input,
        JsonCall? json,
        CancellationToken cancellationToken)
    {
        TimeLimit? limit = TimeLimit.Start(action.TimeoutSeconds, time, cancellationToken);
        ConnectorCall call = new(target.Connector!, target.Key, connection.Config, limit?.Token ?? cancellationToken, grant);
        ValueTask<TOutput> running;
        try
        {
            running = CallStage.RunAsync(action, call, input, limit, cancellationToken);
            if (running.IsCompletedSuccessfully && limit is null && !call.HasResources)
            {
                TOutput output = running.Result;
                CheckStage.Run(target, action, action.Output, output, json);
                return new(output);
            }
        }
        catch (Exception exception)
        {
            running = ValueTask.FromException<TOutput>(exception);
        }

        return FinishAsync(running, target, action, call, limit, input, json);
    }

    private async ValueTask<TOutput> FinishAsync<TInput, TOutput>(
        ValueTask<TOutput> running,
        CallTarget target,
        ActionDefinition<TInput, TOutput> action,
        ConnectorCall call,
        TimeLimit? limit,
        TInput input,
        JsonCall? json)
    {
        try
        {
            TOutput output = await running.ConfigureAwait(false);
            CheckStage.Run(target, action, action.Output, output, json);
            return output;
        }
        catch (Exception exception)
        {
            HideSecrets(exception, call, action.Input, input, json);
            throw;
        }
        finally
        {
            await context.LeaveAsync(call, action.Key, limit).ConfigureAwait(false);
        }
    }

    public async IAsyncEnumerable<TItem> StreamAsync<TInput, TItem>(
        CallTarget target,
        StreamDefinition<TInput, TItem> action,
        TInput? input,
        JsonCall? json,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ActionReport? told = report.IsWanted(target.Key) ? report.Start(target, action.Key) : null;
        StreamCall<TItem> stream = new() { Told = told };
        try
        {
            if (told is not null)
            {
                await told.StartedAsync().ConfigureAwait(false);
            }

            while (await MoveNextAsync(stream, target, action, input, json, cancellationToken).ConfigureAwait(false))
            {
                yield return stream.Items!.Current;
            }
        }
        finally
        {
            // A caller that stops early is satisfied, too.
            if (told is not null && !stream.HasFailed)
            {
                await told.CompletedAsync().ConfigureAwait(false);
            }

            await context.LeaveAsync(stream.Call, action.Key, stream.Limit, stream.Items).ConfigureAwait(false);
        }
    }

    public async Task TestAsync(CallTarget target, CancellationToken cancellationToken)
    {
        RegisteredConnector connector = target.RequireConnector();
        if (connector.Definition.Test is null)
        {
            throw ConnectorErrors.TestNotFound(target.Key);
        }

        OpenConnection connection = await open.RunAsync(target, null, cancellationToken).ConfigureAwait(false);
        IGrantAccess? grant = await grants.OpenAsync(connector, connection.Record, isUsed: true, cancellationToken).ConfigureAwait(false);
        ConnectorCall call = new(connector, target.Key, connection.Config, cancellationToken, grant);
        try
        {
            await CallStage.TestAsync(connector.Definition, call, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException error)
        {
            error.Hide(call.FindSecrets());
            throw;
        }
        finally
        {
            await context.LeaveAsync(call, "test", null).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> MoveNextAsync<TInput, TItem>(
        StreamCall<TItem> stream,
        CallTarget target,
        StreamDefinition<TInput, TItem> action,
        TInput? input,
        JsonCall? json,
        CancellationToken cancellationToken)
    {
        try
        {
            // An iterator's method runs under what is current for whoever asks for the next item.
            if (stream.Told?.Span is { } span)
            {
                Spans.MakeCurrent(span);
            }

            if (stream.Items is null)
            {
                ValueTask<OpenConnection> opening = open.RunAsync(target, action, cancellationToken);
                OpenCall<TInput> opened = await OpenAsync(opening, target, action, action.Input, input, json, cancellationToken).ConfigureAwait(false);
                stream.Limit = TimeLimit.Start(action.TimeoutSeconds, time, cancellationToken);
                stream.Call = new(target.Connector!, target.Key, opened.Connection.Config, stream.Limit?.Token ?? cancellationToken, opened.Grant);
                await ContextStage.EnterAsync(action, stream.Call, stream.Limit, cancellationToken).ConfigureAwait(false);
                stream.Items = CallStage.Start(action, stream.Call, opened.Input, cancellationToken);
            }

            if (!await CallStage.MoveNextAsync(action, target.Key, stream.Items, stream.Limit, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            CheckStage.Run(target, action, action.Item, stream.Items.Current, json);
            return true;
        }
        catch (Exception exception)
        {
            stream.HasFailed = true;
            HideSecrets(exception, stream.Call, action.Input, input, json);
            if (stream.Told is { } told)
            {
                await told.FailedAsync(exception).ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>What the method was given may stand in the message of an exception of its own.</summary>
    private static void HideSecrets<TInput>(Exception exception, ConnectorCall? call, TypeContract<TInput>? contract, TInput? input, JsonCall? json)
    {
        if (call is not null && exception is ConnectorException error)
        {
            KnownSecrets secrets = call.FindSecrets();
            if (json is null)
            {
                secrets.AddMembers(contract, input);
            }
            else if (contract is not null)
            {
                secrets.AddMembers(contract.Shape, json.Input);
            }

            error.Hide(secrets);
        }
    }

    /// <summary>A call that may run. A class, since each kind of structure would be given a state machine's code of its own in a native program.</summary>
    private sealed record OpenCall<TInput>(OpenConnection Connection, TInput Input, IGrantAccess? Grant);

    /// <summary>A stream between two items.</summary>
    private sealed class StreamCall<TItem>
    {
        public ActionReport? Told { get; init; }

        public ConnectorCall? Call { get; set; }

        public TimeLimit? Limit { get; set; }

        public IAsyncEnumerator<TItem>? Items { get; set; }

        public bool HasFailed { get; set; }
    }
}
