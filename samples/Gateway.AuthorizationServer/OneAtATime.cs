using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http;
using OpenIddict.Abstractions;

namespace Gateway.AuthorizationServer;

/// <summary>
/// Serves one request after the other, so that they can share a database connection and a second use of a token is always seen as one; and writes
/// each into the log.
/// </summary>
internal sealed class OneAtATime(RequestDelegate next, RequestLog log) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public async Task InvokeAsync(HttpContext context)
    {
        await _turn.WaitAsync(context.RequestAborted);
        bool isLogged = false;

        // Before the answer leaves: whoever has it finds the request in the log.
        context.Response.OnStarting(() =>
        {
            Log();
            return Task.CompletedTask;
        });
        try
        {
            await next(context);
        }
        finally
        {
            Log();
            _turn.Release();
        }

        void Log()
        {
            if (isLogged)
            {
                return;
            }

            isLogged = true;
            OpenIddictRequest? request = context.GetOpenIddictServerRequest();
            OpenIddictResponse? response = context.GetOpenIddictServerResponse();
            log.Add(new(context.Request.Path, request?.GrantType, response?.Error, context.Response.StatusCode));
        }
    }

    public void Dispose() => _turn.Dispose();
}
