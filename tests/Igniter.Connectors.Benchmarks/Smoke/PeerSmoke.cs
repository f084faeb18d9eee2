using System.ComponentModel.DataAnnotations;
using System.Text;
using Mediator;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Benchmarks.Smoke;

/// <summary>The neighbours, in the same run: what dispatch, validation and encryption cost there.</summary>
internal static class PeerSmoke
{
    public static async Task RunAsync(Report report)
    {
        ServiceCollection services = new();
        services.AddMediator(options => options.ServiceLifetime = ServiceLifetime.Singleton);
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        await using ServiceProvider provider = services.BuildServiceProvider();
        ISender sender = provider.GetRequiredService<ISender>();
        IDataProtector protector = provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("benchmarks");
        byte[] plaintext = Encoding.UTF8.GetBytes(new string('x', 64));
        byte[] protectedText = protector.Protect(plaintext);
        PeerInput input = new() { Left = 1, Right = 2 };
        List<ValidationResult> results = [];

        Cost[] costs = await Stopwatches.MeasureAsync(
            Batches.Of(async () => await sender.Send(new PeerRequest(1, 2))),
            Batches.Of(() =>
            {
                results.Clear();
                Validator.TryValidateObject(input, new ValidationContext(input), results, validateAllProperties: true);
                return Task.CompletedTask;
            }),
            Batches.Of(() => Task.FromResult(protector.Protect(plaintext))),
            Batches.Of(() => Task.FromResult(protector.Unprotect(protectedText))));
        report.Peer("P3", "Mediator: ISender.Send awaited", costs[0]);
        report.Peer("P1", "DataAnnotations: Validator over two members", costs[1]);
        report.Peer("P8", "Data Protection: protect 64 B", costs[2]);
        report.Peer("P8", "Data Protection: unprotect 64 B", costs[3]);
    }
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
