using Igniter.Connectors.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary>The service that <see cref="ConnectorsBuilder.AddConnectorRefreshService"/> adds; an exception that leaves it would stop the application.</summary>
public sealed class RefreshServiceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S125_neither_a_store_that_fails_nor_a_log_that_throws_ends_it(bool throwsWhenAsked)
    {
        int scans = 0;
        TaskCompletionSource looksAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using RecordingStore store = new()
        {
            Before = call =>
            {
                if (call.StartsWith("scan", StringComparison.Ordinal) && ++scans == 1)
                {
                    throw new IOException();
                }

                _ = scans == 2 && looksAgain.TrySetResult();
                return Task.CompletedTask;
            },
        };
        FakeTimeProvider time = new();
        ThrowingLog log = new(throwsWhenAsked);
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(time);
        services.AddLogging(logging => logging.AddProvider(log));
        services.AddIgniterConnectors(options => options.Secret = Secret)
            .AddConnector(typeof(DemoConnector), new DemoConnector().Define())
            .AddScope("organization")
            .UseStore(store)
            .AddConnectorRefreshService();
        await using ServiceProvider provider = services.BuildServiceProvider();
        ConnectorRefreshService service = provider.GetServices<IHostedService>().OfType<ConnectorRefreshService>().Single();

        await service.StartAsync(Token);
        while (!looksAgain.Task.IsCompleted && !service.ExecuteTask!.IsCompleted)
        {
            Token.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.True(looksAgain.Task.IsCompleted);
        Assert.True(log.HasThrown);
        await service.StopAsync(Token);
        Assert.True(service.ExecuteTask!.IsCanceled);
    }

    private sealed class ThrowingLog(bool throwsWhenAsked) : ILoggerProvider, ILogger
    {
        public bool HasThrown { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => !throwsWhenAsked || Throw();

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Throw();

        public void Dispose()
        {
        }

        private bool Throw()
        {
            HasThrown = true;
            throw new InvalidOperationException();
        }
    }
}
