using System.Buffers;
using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Replaces secret values in JSON by asterisks, of one width whatever they hide. Null stays null: it says that there is no value.</summary>
internal static class SecretMask
{
    private const string Mask = "***";
    private const MemberTraits Secret = MemberTraits.Encrypted | MemberTraits.Sensitive;

    /// <summary>Masks what the shape calls secret.</summary>
    /// <param name="value">The JSON.</param>
    /// <param name="shape">Its shape.</param>
    /// <returns>The same JSON where nothing is secret.</returns>
    public static JsonElement Apply(JsonElement value, TypeShape shape) =>
        shape.Reaches(Secret) ? Rewrite(value, shape, new Rules(PointerSet.Empty, HidesUnknown: false), "") : value;

    /// <summary>Masks what the shape calls secret and what is stored encrypted; leaves out members that the shape doesn't know any more.</summary>
    /// <param name="value">The JSON of a configuration's member as stored.</param>
    /// <param name="shape">Its shape today.</param>
    /// <param name="encrypted">Where the configuration holds envelopes.</param>
    /// <param name="name">The member's name.</param>
    /// <returns>The masked JSON.</returns>
    public static JsonElement ApplyToStored(JsonElement value, TypeShape shape, PointerSet encrypted, string name) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? Rewrite(value, shape, new Rules(encrypted, HidesUnknown: true), name) : value;

    private static JsonElement Rewrite(JsonElement value, TypeShape shape, Rules rules, string name)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            JsonPointer.Builder pointer = new(stackalloc char[128]);
            pointer.Enter(name);
            Write(writer, value, shape, rules, ref pointer);
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, TypeShape shape, Rules rules, ref JsonPointer.Builder pointer)
    {
        int length = pointer.Length;
        if (rules.Encrypted.TryGet(pointer.Text, out _))
        {
            writer.WriteStringValue(Mask);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            writer.WriteStartObject();
            foreach (JsonProperty property in value.EnumerateObject())
            {
                pointer.Enter(property.Name);
                WriteProperty(writer, property, shape, rules, ref pointer);
                pointer.Length = length;
            }

            writer.WriteEndObject();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            int index = 0;
            foreach (JsonElement item in value.EnumerateArray())
            {
                pointer.Enter(index++);
                Write(writer, item, shape.Element, rules, ref pointer);
                pointer.Length = length;
            }

            writer.WriteEndArray();
        }
        else
        {
            value.WriteTo(writer);
        }
    }

    private static void WriteProperty(Utf8JsonWriter writer, JsonProperty property, TypeShape shape, Rules rules, ref JsonPointer.Builder pointer)
    {
        // Derived types of a polymorphic one may each have a member of this name.
        ShapeMember[] members = Array.FindAll(shape.Members, member => member.Name == property.Name);
        if (members.Length == 0 && rules.HidesUnknown && shape.Kind == ShapeKind.Members)
        {
            return;
        }

        writer.WritePropertyName(property.Name);
        if (property.Value.ValueKind != JsonValueKind.Null && IsSecret(members))
        {
            writer.WriteStringValue(Mask);
            return;
        }

        TypeShape inner = shape.Kind == ShapeKind.Entries ? shape.Element : members.FirstOrDefault()?.Type?.Invoke() ?? TypeShape.Value;
        Write(writer, property.Value, inner, rules, ref pointer);
    }

    /// <summary>Where derived types disagree about what is secret, all of it is.</summary>
    private static bool IsSecret(ShapeMember[] members) =>
        Array.Exists(members, member => member.IsSecret) || (members.Length > 1 && Array.Exists(members, HoldsSecret));

    private static bool HoldsSecret(ShapeMember member) => member.Type?.Invoke().Reaches(Secret) ?? false;

    private readonly record struct Rules(PointerSet Encrypted, bool HidesUnknown);
}
