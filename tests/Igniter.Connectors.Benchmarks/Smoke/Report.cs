using System.Globalization;

namespace Igniter.Connectors.Benchmarks.Smoke;

/// <summary>The table of ratios. What misses its goal by more than a fifth fails the run.</summary>
internal sealed class Report
{
    private const double Tolerance = 1.2;

    public bool HasFailed { get; private set; }

    public void Add(string id, string work, Cost cost, Cost floor, double goal, long? mostBytes = null)
    {
        double ratio = cost.Nanoseconds / floor.Nanoseconds;
        bool isMissed = ratio > goal * Tolerance || (mostBytes is { } most && cost.Bytes > most);
        string verdict = ratio <= goal && !(mostBytes < cost.Bytes) ? "ok" : isMissed ? "MISSED" : "close";
        HasFailed |= isMissed;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{id,-4} {work,-52} {cost.Nanoseconds,12:N0} ns {cost.Bytes,7} B  floor {floor.Nanoseconds,11:N0} ns {floor.Bytes,6} B  ratio {ratio,6:F2}  goal {goal:F2}{(mostBytes is { } bytes ? $", {bytes} B" : "")}  {verdict}"));
    }

    public void Peer(string id, string work, Cost cost) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{id,-4} {work,-52} {cost.Nanoseconds,12:N0} ns {cost.Bytes,7} B  (peer)"));

    public void Note(string id, string work, string text) => Console.WriteLine($"{id,-4} {work,-52} {text}");
}
