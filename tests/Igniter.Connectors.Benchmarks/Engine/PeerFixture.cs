using System.ComponentModel.DataAnnotations;
using Mediator;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Benchmarks.Engine;

/// <summary>The neighbours: what dispatch, validation and encryption cost there.</summary>
internal sealed class PeerFixture : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ISender _sender;
    private readonly IDataProtector _protector;
    private readonly PeerInput _input = new() { Left = 1, Right = 2 };
    private readonly byte[] _plaintext;
    private readonly byte[] _protected;

    private PeerFixture(int plaintextSize)
    {
        ServiceCollection services = new();
        services.AddMediator(options => options.ServiceLifetime = ServiceLifetime.Singleton);
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        _services = services.BuildServiceProvider();
        _sender = _services.GetRequiredService<ISender>();
        _protector = _services.GetRequiredService<IDataProtectionProvider>().CreateProtector("benchmarks");
        _plaintext = new byte[plaintextSize];
        _protected = _protector.Protect(_plaintext);
    }

    public static PeerFixture Create(int plaintextSize = 64) => new(plaintextSize);

    public async Task SendAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await _sender.Send(new PeerRequest(1, 2));
        }
    }

    public Task ValidateAsync(int count)
    {
        List<ValidationResult> results = [];
        for (int i = 0; i < count; i++)
        {
            results.Clear();
            Validator.TryValidateObject(_input, new ValidationContext(_input), results, validateAllProperties: true);
        }

        return Task.CompletedTask;
    }

    public Task ProtectAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _protector.Protect(_plaintext);
        }

        return Task.CompletedTask;
    }

    public Task UnprotectAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _protector.Unprotect(_protected);
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

internal sealed record PeerRequest(int Left, int Right) : IRequest<int>;

internal sealed class PeerHandler : IRequestHandler<PeerRequest, int>
{
    public ValueTask<int> Handle(PeerRequest request, CancellationToken cancellationToken) => new(request.Left + request.Right);
}

internal sealed class PeerInput
{
    [Range(0, 1000)]
    public int Left { get; init; }

    [Range(0, 1000)]
    public int Right { get; init; }
}
