using System.Text.Json;
using System.Text.Json.Serialization;

namespace Igniter.Connectors;

internal sealed class ConnectorActionResultConverter : JsonConverter<ConnectorActionResult>
{
    private static readonly ConnectorExceptionConverter ErrorConverter = new();

    public override ConnectorActionResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A result is written, not read.");

    public override void Write(Utf8JsonWriter writer, ConnectorActionResult value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(JsonNames.Convert("Data", options));
        if (value.MaskedData is { } data)
        {
            data.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WritePropertyName(JsonNames.Convert("Error", options));
        if (value.Error is { } error)
        {
            ErrorConverter.Write(writer, error, options);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteEndObject();
    }
}
