using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Igniter.Connectors.Descriptors;

/// <summary>
/// The contracts of the types that System.Text.Json has converters for, so that generated contracts needn't list them. Converters are made when they are
/// first asked for: a connector needs a few of them.
/// </summary>
internal sealed class BuiltInJsonContracts : IJsonTypeInfoResolver
{
    private BuiltInJsonContracts()
    {
    }

    public static BuiltInJsonContracts Instance { get; } = new();

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        type == typeof(object) ? Of<object?>(options, JsonMetadataServices.ObjectConverter)
        : type == typeof(string) ? Of<string?>(options, JsonMetadataServices.StringConverter)
        : type == typeof(char) ? Of<char>(options, JsonMetadataServices.CharConverter)
        : type == typeof(bool) ? Of<bool>(options, JsonMetadataServices.BooleanConverter)
        : type == typeof(sbyte) ? Of<sbyte>(options, JsonMetadataServices.SByteConverter)
        : type == typeof(short) ? Of<short>(options, JsonMetadataServices.Int16Converter)
        : type == typeof(int) ? Of<int>(options, JsonMetadataServices.Int32Converter)
        : type == typeof(long) ? Of<long>(options, JsonMetadataServices.Int64Converter)
        : type == typeof(Int128) ? Of<Int128>(options, JsonMetadataServices.Int128Converter)
        : type == typeof(byte) ? Of<byte>(options, JsonMetadataServices.ByteConverter)
        : type == typeof(ushort) ? Of<ushort>(options, JsonMetadataServices.UInt16Converter)
        : type == typeof(uint) ? Of<uint>(options, JsonMetadataServices.UInt32Converter)
        : type == typeof(ulong) ? Of<ulong>(options, JsonMetadataServices.UInt64Converter)
        : type == typeof(UInt128) ? Of<UInt128>(options, JsonMetadataServices.UInt128Converter)
        : type == typeof(Half) ? Of<Half>(options, JsonMetadataServices.HalfConverter)
        : type == typeof(float) ? Of<float>(options, JsonMetadataServices.SingleConverter)
        : type == typeof(double) ? Of<double>(options, JsonMetadataServices.DoubleConverter)
        : type == typeof(decimal) ? Of<decimal>(options, JsonMetadataServices.DecimalConverter)
        : type == typeof(DateTime) ? Of<DateTime>(options, JsonMetadataServices.DateTimeConverter)
        : type == typeof(DateTimeOffset) ? Of<DateTimeOffset>(options, JsonMetadataServices.DateTimeOffsetConverter)
        : type == typeof(DateOnly) ? Of<DateOnly>(options, JsonMetadataServices.DateOnlyConverter)
        : type == typeof(TimeOnly) ? Of<TimeOnly>(options, JsonMetadataServices.TimeOnlyConverter)
        : type == typeof(TimeSpan) ? Of<TimeSpan>(options, JsonMetadataServices.TimeSpanConverter)
        : type == typeof(Guid) ? Of<Guid>(options, JsonMetadataServices.GuidConverter)
        : type == typeof(Uri) ? Of<Uri?>(options, JsonMetadataServices.UriConverter)
        : type == typeof(Version) ? Of<Version?>(options, JsonMetadataServices.VersionConverter)
        : type == typeof(byte[]) ? Of<byte[]?>(options, JsonMetadataServices.ByteArrayConverter)
        : type == typeof(Memory<byte>) ? Of<Memory<byte>>(options, JsonMetadataServices.MemoryByteConverter)
        : type == typeof(ReadOnlyMemory<byte>) ? Of<ReadOnlyMemory<byte>>(options, JsonMetadataServices.ReadOnlyMemoryByteConverter)
        : type == typeof(JsonElement) ? Of<JsonElement>(options, JsonMetadataServices.JsonElementConverter)
        : type == typeof(JsonDocument) ? Of<JsonDocument?>(options, JsonMetadataServices.JsonDocumentConverter)
        : type == typeof(JsonNode) ? Of<JsonNode?>(options, JsonMetadataServices.JsonNodeConverter)
        : type == typeof(JsonValue) ? Of<JsonValue?>(options, JsonMetadataServices.JsonValueConverter)
        : type == typeof(JsonObject) ? Of<JsonObject?>(options, JsonMetadataServices.JsonObjectConverter)
        : type == typeof(JsonArray) ? Of<JsonArray?>(options, JsonMetadataServices.JsonArrayConverter)
        : null;

    private static JsonTypeInfo<T> Of<T>(JsonSerializerOptions options, JsonConverter<T> converter) => JsonMetadataServices.CreateValueInfo<T>(options, converter);
}
