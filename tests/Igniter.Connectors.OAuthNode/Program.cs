using System.Collections.Concurrent;
using System.Globalization;
using Igniter.Connectors;
using Igniter.Connectors.OAuthNode;

// CONNECTION-STRING SERVER TENANT PARALLEL: calls an action in bursts until a line comes in, then prints how many calls, how many of them worked, and the codes of the others.
string connectionString = args[0];
Uri server = new(args[1]);
string tenant = args[2];
int parallel = int.Parse(args[3], CultureInfo.InvariantCulture);

await using ConnectorManager connectors = ConnectorManager.CreateBuilder(options =>
{
    options.Secret = Cloud.Secret;
    options.BaseUrl = "http://localhost:1";
}).AddCloud(server).UsePostgres(connectionString).Build();
ConnectorScope scope = connectors.Organization(tenant);

Console.WriteLine("ready");
Task<string?> stop = Task.Run(Console.ReadLine);
ConcurrentDictionary<string, int> outcomes = new();
using PeriodicTimer pace = new(TimeSpan.FromMilliseconds(500));
while (!stop.IsCompleted)
{
    await Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => Task.Run(CallAsync)));
    await pace.WaitForNextTickAsync();
}

int ok = outcomes.GetValueOrDefault("OK");
Console.WriteLine($"{outcomes.Values.Sum()} {ok} {string.Join(',', outcomes.Keys.Where(code => code != "OK").Order(StringComparer.Ordinal))}");

async Task CallAsync()
{
    string outcome = "OK";
    try
    {
        await scope.Cloud.ListNotesAsync();
    }
    catch (ConnectorException exception)
    {
        outcome = exception.Code;
        if (!outcomes.ContainsKey(outcome))
        {
            Console.Error.WriteLine(exception);
        }
    }

    outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);
}
