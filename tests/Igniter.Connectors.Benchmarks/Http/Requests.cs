using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Refit;

namespace Igniter.Connectors.Benchmarks.Http;

/// <summary>Requests to an API, with any client: JSON out and in, as calls of APIs are.</summary>
internal static class Requests
{
    public static readonly Uri Address = new("https://api.example.com/items");

    private static readonly Item Sent = new(0, "an item");

    public static async Task GetAsync(HttpClient client, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _ = await client.GetFromJsonAsync(Address, ItemJson.Default.Item).ConfigureAwait(false);
        }
    }

    public static async Task PostAsync(HttpClient client, int count)
    {
        for (int i = 0; i < count; i++)
        {
            using HttpResponseMessage response = await client.PostAsJsonAsync(Address, Sent, ItemJson.Default.Item).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            _ = await response.Content.ReadFromJsonAsync(ItemJson.Default.Item).ConfigureAwait(false);
        }
    }

    /// <summary>Only the request: nothing is sent along, and nothing read.</summary>
    public static async Task HeadAsync(HttpClient client, int count)
    {
        for (int i = 0; i < count; i++)
        {
            using HttpRequestMessage request = new(HttpMethod.Head, Address);
            using HttpResponseMessage response = await client.SendAsync(request).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
        }
    }

    public static async Task GetAsync(IBenchApi api, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _ = await api.GetAsync().ConfigureAwait(false);
        }
    }

    public static async Task PostAsync(IBenchApi api, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _ = await api.PostAsync(Sent).ConfigureAwait(false);
        }
    }
}

/// <summary>What the API deals in.</summary>
internal sealed record Item(long Id, string Name);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Item))]
internal sealed partial class ItemJson : JsonSerializerContext;

/// <summary>The API as Refit sees it.</summary>
internal interface IBenchApi
{
    [Get("/items")]
    Task<Item> GetAsync();

    [Post("/items")]
    Task<Item> PostAsync([Body] Item item);
}

/// <summary>Answers at once, in memory.</summary>
internal sealed class InMemoryHandler : HttpMessageHandler
{
    private static readonly byte[] Answer = """{"id":1,"name":"an item"}"""u8.ToArray();
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Whatever sends a request writes its body.
        if (request.Content is { } content)
        {
            await content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        }

        return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new ByteArrayContent(Answer) { Headers = { ContentType = Json } } };
    }
}
