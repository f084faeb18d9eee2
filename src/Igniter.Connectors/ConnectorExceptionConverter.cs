using System.Text.Json;
using System.Text.Json.Serialization;

namespace Igniter.Connectors;

/// <summary>Writes what an API may tell about an error: no stack, no inner exception.</summary>
internal sealed class ConnectorExceptionConverter : JsonConverter<ConnectorException>
{
    public override ConnectorException Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("An error is written, not read.");

    public override void Write(Utf8JsonWriter writer, ConnectorException value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(JsonNames.Convert("Code", options), value.Code);
        writer.WriteString(JsonNames.Convert("Message", options), value.SafeMessage);
        writer.WriteNumber(JsonNames.Convert("StatusCode", options), value.StatusCode);
        writer.WriteBoolean(JsonNames.Convert("IsTransient", options), value.IsTransient);
        writer.WriteString(JsonNames.Convert("RetryAfter", options), value.RetryAfter?.ToString("c"));
        writer.WriteStartObject(JsonNames.Convert("Metadata", options));
        writer.WriteString(JsonNames.Convert("Connector", options), value.Metadata.Connector);
        writer.WriteString(JsonNames.Convert("Action", options), value.Metadata.Action);
        writer.WriteString(JsonNames.Convert("Scope", options), value.Metadata.Scope);
        writer.WriteString(JsonNames.Convert("Identity", options), value.Metadata.Identity);
        writer.WriteStartArray(JsonNames.Convert("Errors", options));
        foreach (ConnectorValidationError error in value.SafeErrors)
        {
            writer.WriteStartObject();
            writer.WriteString(JsonNames.Convert("Path", options), error.Path);
            writer.WriteString(JsonNames.Convert("Message", options), error.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}

/// <summary>Names that follow the serializer's options, as those of types without a converter do.</summary>
internal static class JsonNames
{
    public static string Convert(string name, JsonSerializerOptions options) => options.PropertyNamingPolicy?.ConvertName(name) ?? name;
}
