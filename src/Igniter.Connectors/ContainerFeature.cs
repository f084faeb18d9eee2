using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors;

/// <summary>
/// Leads to the dependency-injection container. Nothing refers to <see cref="Present"/> but a builder whose services somebody asks for and the definition
/// of a connector that takes services, so a native program without a host that has neither carries no container, and starts without making one.
/// </summary>
internal abstract class ContainerFeature
{
    public static ContainerFeature Present => new PresentFeature();

    /// <summary>Adds what an application may ask the container for besides what the manager is made of.</summary>
    public abstract void Complete(IServiceCollection services, ConnectorsSetup setup);

    /// <summary>Makes the container.</summary>
    public abstract IServiceProvider Build(IServiceCollection services);

    private sealed class PresentFeature : ContainerFeature
    {
        public override void Complete(IServiceCollection services, ConnectorsSetup setup) => ConnectorsRegistrations.Complete(services, setup);

        public override IServiceProvider Build(IServiceCollection services) => services.BuildServiceProvider(validateScopes: true);
    }
}
