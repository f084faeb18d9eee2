using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Igniter.Connectors;

/// <summary>
/// Puts the settings of the SDK's clients in order, whichever was added first: those that the application makes for all of its clients, perhaps with logs
/// of every request, then the SDK's own, then those that it makes for one of them by its name.
/// </summary>
internal sealed class HttpOptionsFactory(IServiceProvider services, ConnectorsSetup setup) : IOptionsFactory<HttpClientFactoryOptions>
{
    public HttpClientFactoryOptions Create(string name)
    {
        IEnumerable<IConfigureOptions<HttpClientFactoryOptions>> settings = services.GetServices<IConfigureOptions<HttpClientFactoryOptions>>();
        OptionsFactory<HttpClientFactoryOptions> factory = new(
            setup.NamesClient(name) ? settings.OrderBy(PlaceOf) : settings,
            services.GetServices<IPostConfigureOptions<HttpClientFactoryOptions>>(),
            services.GetServices<IValidateOptions<HttpClientFactoryOptions>>());
        return factory.Create(name);
    }

    private static int PlaceOf(IConfigureOptions<HttpClientFactoryOptions> setting) => setting switch
    {
        HttpDefaults => 1,
        ConfigureNamedOptions<HttpClientFactoryOptions> { Name: not null } => 2,
        _ => 0,
    };
}
