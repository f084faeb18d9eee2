using Igniter.Connectors.AspNetCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health of Igniter.Connectors.</summary>
public static class ConnectorsHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of the encryption secret (fit), the store (reachable), the keys in use (<c>recordsByKeyId</c>; unhealthy when the secret of one is
    /// missing) and the connections that need reauthorization (<c>needsReauthorization</c>, at most 1,000 are counted; these don't make it unhealthy).
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">What a failure is reported as; <see cref="HealthStatus.Unhealthy"/> when <see langword="null"/>.</param>
    /// <param name="tags">Tags to select checks by.</param>
    /// <returns>The health checks.</returns>
    public static IHealthChecksBuilder AddConnectorsHealthCheck(
        this IHealthChecksBuilder builder, string name = "igniter-connectors", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        // Made for each run: an unfit set-up shows here instead of keeping the health page itself from starting.
        return builder.Add(new HealthCheckRegistration(name, services => new ConnectorsHealthCheck(services), failureStatus, tags));
    }
}
