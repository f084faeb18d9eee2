using System.Collections.ObjectModel;
using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Reads what may be shown of a stored configuration, whatever state it is in.</summary>
internal static class ConnectionFields
{
    public static IReadOnlyDictionary<string, ConnectionField> Read(ConnectionRecord record, TypeShape? shape)
    {
        // Without a shape nobody knows what is sensitive.
        if (shape is null)
        {
            return ReadOnlyDictionary<string, ConnectionField>.Empty;
        }

        JsonElement config = Parse(record.Config.Span);
        PointerSet encrypted = PointerSet.Parse(record.EncryptedPaths);
        OrderedDictionary<string, ConnectionField> fields = new(shape.Members.Length, StringComparer.Ordinal);
        foreach (ShapeMember member in shape.Members)
        {
            // Derived types of a polymorphic one may each have a member of this name.
            bool isSecret = member.IsSecret || (fields.TryGetValue(member.Name, out ConnectionField? other) && other.Secret);
            fields[member.Name] = Read(config, member, isSecret, encrypted);
        }

        return new ReadOnlyDictionary<string, ConnectionField>(fields);
    }

    private static ConnectionField Read(JsonElement config, ShapeMember member, bool isSecret, PointerSet encrypted)
    {
        isSecret |= encrypted.TryGet(JsonPointer.Of(member.Name), out _);
        if (config.ValueKind != JsonValueKind.Object
            || !config.TryGetProperty(member.Utf8Name, out JsonElement value)
            || value.ValueKind == JsonValueKind.Null)
        {
            return new ConnectionField(isSecret, HasValue: false, Value: null);
        }

        return isSecret
            ? new ConnectionField(isSecret, HasValue: true, Value: null)
            : new ConnectionField(isSecret, HasValue: true, SecretMask.ApplyToStored(value, member.Type?.Invoke() ?? TypeShape.Value, encrypted, member.Name));
    }

    private static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
