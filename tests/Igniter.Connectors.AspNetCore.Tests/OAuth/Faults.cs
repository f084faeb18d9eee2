using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Igniter.Connectors.AspNetCore.Tests.OAuth;

/// <summary>What goes wrong with one request instead of, or around, its normal handling.</summary>
internal delegate Task Fault(HttpContext context, RequestDelegate next);

/// <summary>
/// Stands in front of an authorization server's endpoints. Each fault that is queued for a path strikes one request; without one, requests pass.
/// </summary>
internal sealed class Faults
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Fault>> _queues = new();
    private int _struck;

    /// <summary>How many requests met a fault.</summary>
    public int Struck => Volatile.Read(ref _struck);

    /// <summary>The next requests to a path meet this fault.</summary>
    public void Add(string path, Fault fault, int times = 1)
    {
        ConcurrentQueue<Fault> queue = _queues.GetOrAdd(path, _ => new());
        for (int i = 0; i < times; i++)
        {
            queue.Enqueue(fault);
        }
    }

    /// <summary>Forgets the faults that have not struck yet.</summary>
    public void Clear() => _queues.Clear();

    public void Use(IApplicationBuilder app) => app.Use(next => context =>
    {
        if (!_queues.TryGetValue(context.Request.Path, out ConcurrentQueue<Fault>? queue) || !queue.TryDequeue(out Fault? fault))
        {
            return next(context);
        }

        Interlocked.Increment(ref _struck);
        return fault(context, next);
    });

    /// <summary>The server never sees the request; a proxy answers.</summary>
    public static Fault Answer(int status, string body = "", string contentType = "text/plain", TimeSpan? retryAfter = null) => (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        if (retryAfter is { } delay)
        {
            context.Response.Headers.RetryAfter = ((int)delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return context.Response.WriteAsync(body);
    };

    /// <summary>The server does what was asked, and its answer gets lost on the way: the connection is reset.</summary>
    public static async Task LostAnswer(HttpContext context, RequestDelegate next)
    {
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        await next(context);
        context.Abort();
    }

    /// <summary>The connection is reset before the server sees the request.</summary>
    public static Task Reset(HttpContext context, RequestDelegate next)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}

/// <summary>A slow server: the request waits until it is let go.</summary>
internal sealed class Hold
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a request waits here.</summary>
    public Task Arrived => _arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public void Release() => _released.TrySetResult();

    /// <summary>Waits, then lets the server see the request.</summary>
    public async Task Before(HttpContext context, RequestDelegate next)
    {
        _arrived.TrySetResult();
        await _released.Task.WaitAsync(context.RequestAborted);
        await next(context);
    }

    /// <summary>Lets the server see the request, then keeps its answer back.</summary>
    public async Task After(HttpContext context, RequestDelegate next)
    {
        IHttpResponseBodyFeature wire = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using MemoryStream answer = new();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        await next(context);
        context.Features.Set(wire);
        _arrived.TrySetResult();
        await _released.Task.WaitAsync(context.RequestAborted);
        await context.Response.BodyWriter.WriteAsync(answer.ToArray(), context.RequestAborted);
    }
}
