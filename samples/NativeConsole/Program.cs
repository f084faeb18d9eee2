
using System.Security.Cryptography;
using System.Text.Json;
using Igniter.Connectors;
using Microsoft.Extensions.DependencyInjection;
using NativeConsole;

[assembly: ConnectorScope("organization")]

// One native file: nothing is looked up by reflection, so nothing is lost when the program is trimmed.
await using ConnectorManager connectors = ConnectorManager
    .CreateBuilder(options => options.Secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(32)))
    .AddConnectors()
    .UseInMemory()
    .Build();

ConnectorScope acme = connectors.Organization("acme");
await acme.Notes.ConnectAsync(new() { ApiKey = "key-of-the-notes-service" });

NotesConnector.Note note = await acme.Notes.WriteAsync("Declared, connected, called: natively.");
Console.WriteLine($"typed:  {note}");

using JsonDocument input = JsonDocument.Parse("""{"text":""}""");
ConnectorActionResult refused = await acme.Action("notes", "write").CallAsync(input.RootElement);
Console.WriteLine($"by key: {refused.Error?.Message}");



