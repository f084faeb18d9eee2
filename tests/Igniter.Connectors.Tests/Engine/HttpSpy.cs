using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Tests.Engine;

internal static class HttpSpy
{
    /// <summary>Notes the handler at the end of a named client's chain.</summary>
    public static void AddHttpClientHandlerSpy(this IServiceCollection services, string name, List<HttpMessageHandler> handlers) =>
        services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler((handler, _) => handlers.Add(handler));
}
