using System.Globalization;
using Igniter.Connectors.Stores.Benchmarks;

// dotnet run -c Release --project tests/Igniter.Connectors.Stores.Benchmarks -- [litedb | postgres ROWS]
if (args is [] or ["litedb"])
{
    await LiteDbBenchmarks.RunAsync();
}

if (args is [] or ["postgres", ..])
{
    await PostgresBenchmarks.RunAsync(args is [_, var rows] ? int.Parse(rows, CultureInfo.InvariantCulture) : 1_000_000);
}
