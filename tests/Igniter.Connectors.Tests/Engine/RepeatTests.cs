using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Time.Testing;

namespace Igniter.Connectors.Tests.Engine;

public sealed class RepeatTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Provider _provider = new();
    private readonly HttpMessageInvoker _client;

    public RepeatTests() => _client = new HttpMessageInvoker(new RepeatHandler(RepeatHandler.CreatePipeline(_time)) { InnerHandler = _provider });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task What_succeeds_is_sent_once()
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Get);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, _provider.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_read_is_repeated_until_it_succeeds(bool isAsynchronous)
    {
        _provider.IsAsynchronous = isAsynchronous;
        _provider.Faults.Enqueue(() => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        _provider.Faults.Enqueue(() => throw new HttpRequestException("reset"));
        _provider.Faults.Enqueue(() => new HttpResponseMessage(HttpStatusCode.TooManyRequests));

        using HttpResponseMessage response = await PatientlyAsync(SendAsync(HttpMethod.Get));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(4, _provider.Requests);
    }

    [Fact]
    public async Task After_three_repeats_the_last_answer_counts()
    {
        _provider.Always = () => new HttpResponseMessage(HttpStatusCode.BadGateway);

        using HttpResponseMessage response = await PatientlyAsync(SendAsync(HttpMethod.Get));

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(4, _provider.Requests);
    }

    [Fact]
    public async Task After_three_repeats_the_last_exception_counts()
    {
        _provider.Always = () => throw new HttpRequestException("reset");

        await Assert.ThrowsAsync<HttpRequestException>(() => PatientlyAsync(SendAsync(HttpMethod.Get)));
        Assert.Equal(4, _provider.Requests);
    }

    [Theory]
    [InlineData("POST", HttpStatusCode.ServiceUnavailable)]
    [InlineData("PUT", HttpStatusCode.ServiceUnavailable)]
    [InlineData("PATCH", HttpStatusCode.ServiceUnavailable)]
    [InlineData("DELETE", HttpStatusCode.ServiceUnavailable)]
    [InlineData("GET", HttpStatusCode.NotFound)]
    [InlineData("GET", HttpStatusCode.Unauthorized)]
    public async Task What_may_have_happened_or_is_final_is_not_repeated(string method, HttpStatusCode status)
    {
        _provider.Always = () => new HttpResponseMessage(status);

        using HttpResponseMessage response = await SendAsync(new HttpMethod(method));

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(1, _provider.Requests);
    }

    [Fact]
    public async Task Who_asks_for_more_patience_than_ten_seconds_is_not_asked_again()
    {
        _provider.Always = () => new HttpResponseMessage(HttpStatusCode.TooManyRequests)
        {
            Headers = { RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(11)) },
        };

        using HttpResponseMessage response = await SendAsync(HttpMethod.Get);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(1, _provider.Requests);
    }

    [Fact]
    public async Task A_cancelled_caller_waits_for_no_repeat()
    {
        _provider.Always = () => new HttpResponseMessage(HttpStatusCode.BadGateway);
        using CancellationTokenSource caller = new();
        Task<HttpResponseMessage> sending = SendAsync(HttpMethod.Get, caller);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(1, _provider.Requests);
    }

    [Fact]
    public async Task A_first_answer_that_is_not_used_is_disposed_of()
    {
        using HttpResponseMessage first = new(HttpStatusCode.BadGateway) { Content = new StringContent("x") };
        _provider.Faults.Enqueue(() => first);

        using HttpResponseMessage response = await PatientlyAsync(SendAsync(HttpMethod.Get));

        await Assert.ThrowsAsync<ObjectDisposedException>(() => first.Content.ReadAsStringAsync(Token));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, CancellationTokenSource? caller = null)
    {
        using HttpRequestMessage request = new(method, "https://api.example.com/");
        return await _client.SendAsync(request, caller?.Token ?? Token);
    }

    /// <summary>Lets the waits between the repeats pass.</summary>
    private async Task<HttpResponseMessage> PatientlyAsync(Task<HttpResponseMessage> sending)
    {
        while (!sending.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await sending;
    }

    private sealed class Provider : HttpMessageHandler
    {
        public Queue<Func<HttpResponseMessage>> Faults { get; } = [];

        public Func<HttpResponseMessage> Always { get; set; } = () => new HttpResponseMessage(HttpStatusCode.OK);

        public bool IsAsynchronous { get; set; }

        public int Requests { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            if (IsAsynchronous)
            {
                await Task.Yield();
            }

            return Faults.TryDequeue(out Func<HttpResponseMessage>? fault) ? fault() : Always();
        }
    }
}
