using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Igniter.Connectors;

/// <summary>
/// Repeats after a fault what is safe to repeat (RFC 9110 section 9.2.1). The pipeline has work only after a fault, so only then it is entered: with the
/// first outcome, as if it had been its own first attempt.
/// </summary>
internal sealed class RepeatHandler(ResiliencePipeline<HttpResponseMessage> repeating) : DelegatingHandler
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public static ResiliencePipeline<HttpResponseMessage> CreatePipeline(TimeProvider time)
    {
        HttpRetryStrategyOptions retry = new()
        {
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(500),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,

            // Whoever asks for more patience gets the answer back, so that the caller decides.
            ShouldHandle = arguments => ValueTask.FromResult(
                HttpClientResiliencePredicates.IsTransient(arguments.Outcome)
                && !(arguments.Outcome.Result?.Headers.RetryAfter is { } wait && (wait.Delta > LongestWait || wait.Date is not null))),
        };
        retry.DisableForUnsafeHttpMethods();
        return new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddRetry(retry).Build();
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Task<HttpResponseMessage> first = base.SendAsync(request, cancellationToken);
        return first.IsCompletedSuccessfully && first.Result.IsSuccessStatusCode ? first : WatchAsync(request, first, cancellationToken);
    }

    private async Task<HttpResponseMessage> WatchAsync(HttpRequestMessage request, Task<HttpResponseMessage> first, CancellationToken cancellationToken)
    {
        await ((Task)first).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (first.IsCompletedSuccessfully && first.Result.IsSuccessStatusCode)
        {
            return first.Result;
        }

        Task<HttpResponseMessage>? told = first;
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.SetRequestMessage(request);
        try
        {
            return await repeating.ExecuteAsync(SendAsync, context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }

        async ValueTask<HttpResponseMessage> SendAsync(ResilienceContext attempt) =>
            await (Interlocked.Exchange(ref told, null) ?? base.SendAsync(request, attempt.CancellationToken)).ConfigureAwait(false);
    }
}
