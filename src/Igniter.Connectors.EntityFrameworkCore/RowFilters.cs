namespace Igniter.Connectors.EntityFrameworkCore;

/// <summary>Filters as conditions of a query.</summary>
internal static class RowFilters
{
    public static IQueryable<ConnectionRow> Passing(this IQueryable<ConnectionRow> rows, ConnectionFilter filter) =>
        rows.Passing(filter.Connector, filter.Name, filter.Enabled, filter.Status);

    public static IQueryable<ConnectionRow> Passing(this IQueryable<ConnectionRow> rows, ConnectionScanFilter filter)
    {
        rows = rows.Passing(filter.Connector, filter.Name, filter.Enabled, filter.Status);
        if (filter.KeyId is not null)
        {
            byte[] keyId = RowMapping.Bytes(filter.KeyId);
            rows = rows.Where(row => row.KeyId == keyId);
        }

        if (filter.RefreshDueBefore is { } due)
        {
            DateTime before = due.UtcDateTime;
            rows = rows.Where(row => row.RefreshDueAt < before);
        }

        return rows;
    }

    private static IQueryable<ConnectionRow> Passing(
        this IQueryable<ConnectionRow> rows, string? connector, string? name, bool? enabled, ConnectionStatus? status)
    {
        if (connector is not null)
        {
            byte[] connectorHash = RowMapping.HashOf(connector);
            rows = rows.Where(row => row.ConnectorHash == connectorHash);
        }

        if (name is not null)
        {
            byte[] nameHash = RowMapping.HashOf(name);
            rows = rows.Where(row => row.NameHash == nameHash);
        }

        if (enabled is { } isEnabled)
        {
            rows = rows.Where(row => row.Enabled == isEnabled);
        }

        return status is { } isStatus ? rows.Where(row => row.Status == isStatus) : rows;
    }
}
