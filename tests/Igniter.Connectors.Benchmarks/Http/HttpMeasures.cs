using System.Diagnostics;
using System.Globalization;
using Igniter.Connectors.Benchmarks.Measuring;

namespace Igniter.Connectors.Benchmarks.Http;

/// <summary>P18 and P19: renewing an access token, and calling an API.</summary>
internal static class HttpMeasures
{
    private const int Callers = 50;

    public static async Task RefreshAsync(Table table)
    {
        const int Rounds = 21;
        await using HttpFixture fixture = await HttpFixture.CreateAsync(tokenTakes: TimeSpan.FromMilliseconds(30));
        double[] longest = new double[Rounds];
        double[] took = new double[Rounds];
        int most = 0;
        for (int round = -5; round < Rounds; round++)
        {
            fixture.Time.Shift += TimeSpan.FromHours(2);
            int before = fixture.Tokens.Requests;
            TimeSpan[] waits = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => WaitAsync(fixture))));
            most = Math.Max(most, fixture.Tokens.Requests - before);
            if (round >= 0)
            {
                (longest[round], took[round]) = (waits.Max().TotalMilliseconds, fixture.Tokens.Took.TotalMilliseconds);
            }
        }

        double extra = Series.Middle(longest.Zip(took, (wait, request) => wait - request));
        table.Add(
            "P18", "token expired, 50 calls at once: the longest wait", Milliseconds(Series.Middle(longest)), Milliseconds(Series.Middle(took)), null,
            Goal.Holds("one token request", most == 1), Goal.AtMost(extra, 5, "its time + 5 ms"));
    }

    public static async Task CallAsync(Table table)
    {
        await using HttpFixture fixture = await HttpFixture.CreateAsync();
        Series[] series = await Measure.RunAsync(
            fixture.GetAsync, fixture.GetBareAsync, fixture.GetRefitAsync, fixture.GetGrantedAsync, fixture.GetOnceAsync,
            fixture.PostAsync, fixture.PostBareAsync, fixture.PostRefitAsync,
            fixture.HeadAsync, fixture.HeadBareAsync);
        table.Compare("P19", "GET through context.Http, JSON in", series[0], series[1], 1.4);
        table.Beside("Refit", series[2], series[1]);
        table.Beside("with an access token", series[3], series[1]);
        table.Beside("each in a call of an action of its own", series[4], series[1]);
        table.Compare("P19", "POST through context.Http, JSON out and in", series[5], series[6], 1.4);
        table.Beside("Refit", series[7], series[6]);
        table.Beside("HEAD: nothing but the request", series[8], series[9]);
    }

    private static async Task<TimeSpan> WaitAsync(HttpFixture fixture)
    {
        long started = Stopwatch.GetTimestamp();
        await fixture.UseTokenAsync();
        return Stopwatch.GetElapsedTime(started);
    }

    private static string Milliseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:F1} ms");
}
