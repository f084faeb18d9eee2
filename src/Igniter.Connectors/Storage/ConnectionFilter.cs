namespace Igniter.Connectors;

/// <summary>Which of a tenant's connections; a <see langword="null"/> member doesn't restrict.</summary>
public sealed record ConnectionFilter
{
    /// <summary>The connector's key.</summary>
    public string? Connector { get; init; }

    /// <summary>The connection's name; empty means the unnamed one.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it is switched on.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Its status.</summary>
    public ConnectionStatus? Status { get; init; }

    /// <summary>Whether a record passes: for stores that can't filter by a query.</summary>
    /// <param name="record">A record of the tenant in question.</param>
    /// <returns>Whether no member excludes it.</returns>
    public bool Matches(ConnectionRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return (Connector is null || Connector == record.Key.Connector)
            && (Name is null || Name == record.Key.Name)
            && (Enabled is null || Enabled == record.Enabled)
            && (Status is null || Status == record.Status);
    }
}

/// <summary>Which connections of all tenants; a <see langword="null"/> member doesn't restrict.</summary>
public sealed record ConnectionScanFilter
{
    /// <summary>The connector's key.</summary>
    public string? Connector { get; init; }

    /// <summary>The connection's name; empty means the unnamed one.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it is switched on.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Its status.</summary>
    public ConnectionStatus? Status { get; init; }

    /// <summary>Only records encrypted with the key of this id; empty means records without secrets.</summary>
    public string? KeyId { get; init; }

    /// <summary>Only records whose <see cref="ConnectionRecord.RefreshDueAt"/> is before this.</summary>
    public DateTimeOffset? RefreshDueBefore { get; init; }

    /// <summary>Whether a record passes: for stores that can't filter by a query.</summary>
    /// <param name="record">A record.</param>
    /// <returns>Whether no member excludes it.</returns>
    public bool Matches(ConnectionRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return (Connector is null || Connector == record.Key.Connector)
            && (Name is null || Name == record.Key.Name)
            && (Enabled is null || Enabled == record.Enabled)
            && (Status is null || Status == record.Status)
            && (KeyId is null || KeyId == record.KeyId)
            && (RefreshDueBefore is null || record.RefreshDueAt < RefreshDueBefore);
    }
}
