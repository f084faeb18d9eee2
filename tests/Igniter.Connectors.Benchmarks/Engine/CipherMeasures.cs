using System.Globalization;
using Igniter.Connectors.Benchmarks.Measuring;

namespace Igniter.Connectors.Benchmarks.Engine;

/// <summary>P8: encryption and decryption of one value.</summary>
internal static class CipherMeasures
{
    public static async Task RunAsync(Table table)
    {
        foreach (int size in (int[])[64, 4096])
        {
            using CipherFixture fixture = await CipherFixture.CreateAsync(size);
            await using PeerFixture peers = PeerFixture.Create(size);
            Series[] series = await Measure.RunAsync(
                fixture.EncryptAsync, fixture.EncryptByHandAsync, fixture.DecryptAsync, fixture.DecryptByHandAsync,
                fixture.EncryptColdAsync, peers.ProtectAsync, peers.UnprotectAsync);
            string bytes = size.ToString("N0", CultureInfo.InvariantCulture);
            table.Compare("P8", $"encrypt {bytes} B, key warm", series[0], series[1], 1.3);
            table.Beside("key cold", series[4], series[1]);
            table.Beside("Data Protection: Protect", series[5], series[1]);
            table.Compare("P8", $"decrypt {bytes} B, key warm", series[2], series[3], 1.3);
            table.Beside("Data Protection: Unprotect", series[6], series[3]);
        }
    }
}
