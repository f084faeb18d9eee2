using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Igniter.Connectors.Descriptors;

/// <summary>The contracts of the types that System.Text.Json has converters for, so that generated contracts needn't list them.</summary>
internal sealed class BuiltInJsonContracts : IJsonTypeInfoResolver
{
    private static readonly Dictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>> Contracts = new()
    {
        [typeof(object)] = Of<object?>(JsonMetadataServices.ObjectConverter),
        [typeof(string)] = Of<string?>(JsonMetadataServices.StringConverter),
        [typeof(char)] = Of<char>(JsonMetadataServices.CharConverter),
        [typeof(bool)] = Of<bool>(JsonMetadataServices.BooleanConverter),
        [typeof(sbyte)] = Of<sbyte>(JsonMetadataServices.SByteConverter),
        [typeof(short)] = Of<short>(JsonMetadataServices.Int16Converter),
        [typeof(int)] = Of<int>(JsonMetadataServices.Int32Converter),
        [typeof(long)] = Of<long>(JsonMetadataServices.Int64Converter),
        [typeof(Int128)] = Of<Int128>(JsonMetadataServices.Int128Converter),
        [typeof(byte)] = Of<byte>(JsonMetadataServices.ByteConverter),
        [typeof(ushort)] = Of<ushort>(JsonMetadataServices.UInt16Converter),
        [typeof(uint)] = Of<uint>(JsonMetadataServices.UInt32Converter),
        [typeof(ulong)] = Of<ulong>(JsonMetadataServices.UInt64Converter),
        [typeof(UInt128)] = Of<UInt128>(JsonMetadataServices.UInt128Converter),
        [typeof(Half)] = Of<Half>(JsonMetadataServices.HalfConverter),
        [typeof(float)] = Of<float>(JsonMetadataServices.SingleConverter),
        [typeof(double)] = Of<double>(JsonMetadataServices.DoubleConverter),
        [typeof(decimal)] = Of<decimal>(JsonMetadataServices.DecimalConverter),
        [typeof(DateTime)] = Of<DateTime>(JsonMetadataServices.DateTimeConverter),
        [typeof(DateTimeOffset)] = Of<DateTimeOffset>(JsonMetadataServices.DateTimeOffsetConverter),
        [typeof(DateOnly)] = Of<DateOnly>(JsonMetadataServices.DateOnlyConverter),
        [typeof(TimeOnly)] = Of<TimeOnly>(JsonMetadataServices.TimeOnlyConverter),
        [typeof(TimeSpan)] = Of<TimeSpan>(JsonMetadataServices.TimeSpanConverter),
        [typeof(Guid)] = Of<Guid>(JsonMetadataServices.GuidConverter),
        [typeof(Uri)] = Of<Uri?>(JsonMetadataServices.UriConverter),
        [typeof(Version)] = Of<Version?>(JsonMetadataServices.VersionConverter),
        [typeof(byte[])] = Of<byte[]?>(JsonMetadataServices.ByteArrayConverter),
        [typeof(Memory<byte>)] = Of<Memory<byte>>(JsonMetadataServices.MemoryByteConverter),
        [typeof(ReadOnlyMemory<byte>)] = Of<ReadOnlyMemory<byte>>(JsonMetadataServices.ReadOnlyMemoryByteConverter),
        [typeof(JsonElement)] = Of<JsonElement>(JsonMetadataServices.JsonElementConverter),
        [typeof(JsonDocument)] = Of<JsonDocument?>(JsonMetadataServices.JsonDocumentConverter),
        [typeof(JsonNode)] = Of<JsonNode?>(JsonMetadataServices.JsonNodeConverter),
        [typeof(JsonValue)] = Of<JsonValue?>(JsonMetadataServices.JsonValueConverter),
        [typeof(JsonObject)] = Of<JsonObject?>(JsonMetadataServices.JsonObjectConverter),
        [typeof(JsonArray)] = Of<JsonArray?>(JsonMetadataServices.JsonArrayConverter),
    };

    private BuiltInJsonContracts()
    {
    }

    public static BuiltInJsonContracts Instance { get; } = new();

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        Contracts.TryGetValue(type, out Func<JsonSerializerOptions, JsonTypeInfo>? create) ? create(options) : null;

    private static Func<JsonSerializerOptions, JsonTypeInfo> Of<T>(JsonConverter<T> converter) =>
        options => JsonMetadataServices.CreateValueInfo<T>(options, converter);
}
