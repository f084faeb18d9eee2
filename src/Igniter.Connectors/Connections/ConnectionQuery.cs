namespace Igniter.Connectors;

/// <summary>Which connections to list; a <see langword="null"/> member doesn't restrict.</summary>
public sealed record ConnectionQuery
{
    /// <summary>The connector's key.</summary>
    public string? Connector { get; init; }

    /// <summary>The connection's name; empty means the unnamed one.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it is switched on.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Its status.</summary>
    public ConnectionStatus? Status { get; init; }

    /// <summary>How many at most, 1 or more; 1,000 unless set. Counting ignores it.</summary>
    public int Limit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1000;

    /// <summary>A <see cref="ConnectionList.Next"/>: goes on after that page. Counting ignores it.</summary>
    public string? After { get; init; }

    internal ConnectionFilter ToFilter() => new() { Connector = Connector, Name = Name, Enabled = Enabled, Status = Status };
}
