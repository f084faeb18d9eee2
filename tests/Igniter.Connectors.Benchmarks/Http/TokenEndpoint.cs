using System.Diagnostics;
using System.Net;
using System.Text;

namespace Igniter.Connectors.Benchmarks.Http;

/// <summary>An authorization server that takes its time, and counts.</summary>
internal sealed class TokenEndpoint(TimeSpan takes) : HttpMessageHandler
{
    private const string Answer = """{"access_token":"an-access-token","refresh_token":"a-refresh-token","token_type":"Bearer","expires_in":3600}""";

    private int _requests;

    public int Requests => _requests;

    /// <summary>How long the last request really took.</summary>
    public TimeSpan Took { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        long started = Stopwatch.GetTimestamp();
        await Task.Delay(takes, cancellationToken).ConfigureAwait(false);
        Took = Stopwatch.GetElapsedTime(started);
        return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(Answer, Encoding.UTF8, "application/json") };
    }
}

/// <summary>The system's time, moved ahead.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
