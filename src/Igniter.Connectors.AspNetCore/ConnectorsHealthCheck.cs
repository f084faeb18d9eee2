using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Igniter.Connectors.AspNetCore;

/// <summary>Looks at the secret, the store, the keys that stored secrets are under, and the grants that are dead.</summary>
internal sealed class ConnectorsHealthCheck(IServiceProvider services) : IHealthCheck
{
    /// <summary>More than this are told as this many: a check is called often and may not read a whole store.</summary>
    private const int MostCounted = 1000;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object> data = new(StringComparer.Ordinal);
        try
        {
            ConnectorManager manager = services.GetRequiredService<ConnectorManager>();
            IReadOnlyDictionary<string, long> usage = await manager.Keys.GetUsageAsync(cancellationToken).ConfigureAwait(false);
            string[] unknown = [.. usage.Keys.Where(keyId => !manager.Keys.CanDecrypt(keyId)).Order(StringComparer.Ordinal)];
            ConnectionList dead = await manager
                .ListAsync(new ConnectionQuery { Status = ConnectionStatus.NeedsReauthorization, Limit = MostCounted }, cancellationToken)
                .ConfigureAwait(false);

            data["keyId"] = manager.Keys.CurrentKeyId;
            data["recordsByKeyId"] = usage;
            data["needsReauthorization"] = dead.Count;
            return unknown.Length > 0
                ? new HealthCheckResult(
                    context.Registration.FailureStatus,
                    $"{unknown.Sum(keyId => usage[keyId])} connections hold secrets under keys that aren't configured ({string.Join(", ", unknown)}). "
                        + "Put their secret into IGNITER_SECRET_PREVIOUS.",
                    data: data)
                : HealthCheckResult.Healthy("The store answers and every stored secret can be decrypted.", data);
        }
        catch (ConnectorException exception)
        {
            // The message goes to whoever may read health output; the exception itself doesn't, since its cause may be the store's.
            data["code"] = exception.Code;
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, data: data);
        }
    }
}
