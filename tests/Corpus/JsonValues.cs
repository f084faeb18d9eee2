using System.Text.Json;
using System.Text.Json.Nodes;
using Igniter.Connectors;

namespace Acme.JsonValues;

/// <summary>Values that System.Text.Json has converters for.</summary>
[Connector("json-values")]
public sealed partial class JsonValuesConnector
{
    [Action]
    public Task<Numbers> Numbers(Numbers value) => Task.FromResult(value);

    [Action]
    public Task<Texts> Texts(Texts value) => Task.FromResult(value);

    [Action]
    public Task<Documents> Documents(Documents value) => Task.FromResult(value);

    [Action]
    public Task<string> Plain(
        bool flag, int number, string text, DateTimeOffset? at, double ratio = 0.5, string? note = "none", DayOfWeek day = DayOfWeek.Monday, decimal price = 1.50m) =>
        Task.FromResult($"{flag}{number}{text}{at}{ratio}{note}{day}{price}");
}

public sealed record Numbers(
    sbyte SByte,
    byte Byte,
    short Int16,
    ushort UInt16,
    int Int32,
    uint UInt32,
    long Int64,
    ulong UInt64,
    Int128 Int128,
    UInt128 UInt128,
    Half Half,
    float Single,
    double Double,
    decimal Decimal,
    bool Boolean,
    long? MaybeInt64,
    decimal? MaybeDecimal,
    bool? MaybeBoolean);

public sealed record Texts
{
    public string Text { get; init; } = "text";

    public char Character { get; init; } = 'c';

    public Guid Guid { get; init; }

    public Uri? Uri { get; init; }

    public Version? Version { get; init; }

    public DateTime DateTime { get; init; }

    public DateTimeOffset DateTimeOffset { get; init; }

    public DateOnly DateOnly { get; init; }

    public TimeOnly TimeOnly { get; init; }

    public TimeSpan TimeSpan { get; init; } = TimeSpan.FromMinutes(5);

    public byte[]? Bytes { get; init; }

    public Memory<byte> Memory { get; init; }

    public ReadOnlyMemory<byte> ReadOnlyMemory { get; init; }

    public DateTimeOffset? MaybeDateTimeOffset { get; init; }

    public Guid? MaybeGuid { get; init; }
}

public sealed class Documents
{
    public object? Anything { get; set; }

    public dynamic? Dynamic { get; set; }

    public JsonElement Element { get; set; }

    public JsonElement? MaybeElement { get; set; }

    public JsonDocument? Document { get; set; }

    public JsonNode? Node { get; set; }

    public JsonObject? Object { get; set; }

    public JsonArray? Array { get; set; }

    public JsonValue? Value { get; set; }
}
