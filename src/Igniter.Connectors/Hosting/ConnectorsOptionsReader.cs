using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Igniter.Connectors;

/// <summary>
/// Makes the settings of what was registered for them, as the framework's options do, but with types that a native program knows when it is compiled:
/// making them at its start takes longer than everything else there.
/// </summary>
internal static class ConnectorsOptionsReader
{
    public static IOptions<ConnectorsOptions> Read(IServiceProvider services, IServiceCollection registered)
    {
        ConnectorsOptions options = new();
        foreach (IConfigureOptions<ConnectorsOptions> configure in All<IConfigureOptions<ConnectorsOptions>>(services, registered))
        {
            configure.Configure(options);
        }

        foreach (IPostConfigureOptions<ConnectorsOptions> configure in All<IPostConfigureOptions<ConnectorsOptions>>(services, registered))
        {
            configure.PostConfigure(Options.DefaultName, options);
        }

        List<string> failures = [];
        foreach (IValidateOptions<ConnectorsOptions> validate in All<IValidateOptions<ConnectorsOptions>>(services, registered))
        {
            if (validate.Validate(Options.DefaultName, options) is { Failed: true } result)
            {
                failures.AddRange(result.Failures);
            }
        }

        return failures.Count == 0 ? Options.Create(options) : throw new OptionsValidationException(Options.DefaultName, typeof(ConnectorsOptions), failures);
    }

    /// <summary>What is registered as an object needn't be resolved, and mostly nothing else is.</summary>
    private static List<T> All<T>(IServiceProvider services, IServiceCollection registered)
    {
        List<T> all = [];
        foreach (ServiceDescriptor service in registered)
        {
            if (service.ServiceType == typeof(T) && !service.IsKeyedService)
            {
                if (service.ImplementationInstance is not T instance)
                {
                    return [.. services.GetServices<T>()];
                }

                all.Add(instance);
            }
        }

        return all;
    }
}
