using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CsCheck;

namespace Igniter.Connectors.Generated.Tests.Json;

/// <summary>Makes JSON that fits a type, by the reference serializer's metadata: members left out, null, in any order, and unknown ones among them.</summary>
internal static class JsonGen
{
    private const int MaximumDepth = 6;

    private static readonly Gen<string> Text = Gen.Frequency((5, Gen.String), (1, Gen.OneOf("", "äöü\u2028\"\\", "😀")));

    private static readonly Gen<JsonNode?> Null = Gen.Const(() => (JsonNode?)null);

    private static readonly Gen<JsonNode?> Anything = Gen.OneOf(
        Null,
        Text.Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Int.Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
        Gen.Int.Array[0, 3].Select(numbers => (JsonNode?)new JsonArray([.. numbers.Select(number => JsonValue.Create(number))])),
        Text.Select(text => (JsonNode?)new JsonObject { ["a"] = text }));

    private static readonly Dictionary<Type, Gen<JsonNode?>> Values = new()
    {
        [typeof(string)] = Text.Select(text => Node(text)),
        [typeof(char)] = Gen.Char['a', 'z'].Select(character => Node(character.ToString())),
        [typeof(bool)] = Gen.Bool.Select(Node),
        [typeof(sbyte)] = Gen.SByte.Select(Node),
        [typeof(byte)] = Gen.Byte.Select(Node),
        [typeof(short)] = Gen.Short.Select(Node),
        [typeof(ushort)] = Gen.UShort.Select(Node),
        [typeof(int)] = Gen.Int.Select(Node),
        [typeof(uint)] = Gen.UInt.Select(Node),
        [typeof(long)] = Gen.Long.Select(Node),
        [typeof(ulong)] = Gen.ULong.Select(Node),
        [typeof(Int128)] = Gen.Long.Select(Node),
        [typeof(UInt128)] = Gen.ULong.Select(Node),
        [typeof(Half)] = Gen.Int[-100, 100].Select(Node),
        [typeof(float)] = Gen.Single[-1e6f, 1e6f].Select(Node),
        [typeof(double)] = Gen.Double[-1e9, 1e9].Select(Node),
        [typeof(decimal)] = Gen.Decimal[-1_000_000m, 1_000_000m].Select(Node),
        [typeof(Guid)] = Gen.Guid.Select(Node),
        [typeof(Uri)] = Gen.OneOf("https://example.test/a?b=c", "relative/path", "mailto:a@b.test").Select(Node),
        [typeof(Version)] = Gen.OneOf("1.2", "1.2.3.4").Select(Node),
        [typeof(DateTime)] = Gen.DateTime.Select(Node),
        [typeof(DateTimeOffset)] = Gen.DateTimeOffset.Select(Node),
        [typeof(DateOnly)] = Gen.DateOnly.Select(date => Node(date.ToString("O", CultureInfo.InvariantCulture))),
        [typeof(TimeOnly)] = Gen.TimeOnly.Select(time => Node(time.ToString("O", CultureInfo.InvariantCulture))),
        [typeof(TimeSpan)] = Gen.TimeSpan.Select(span => Node(span.ToString("c", CultureInfo.InvariantCulture))),
        [typeof(byte[])] = Gen.Byte.Array[0, 8].Select(bytes => Node(Convert.ToBase64String(bytes))),
        [typeof(Memory<byte>)] = Gen.Byte.Array[0, 8].Select(bytes => Node(Convert.ToBase64String(bytes))),
        [typeof(ReadOnlyMemory<byte>)] = Gen.Byte.Array[0, 8].Select(bytes => Node(Convert.ToBase64String(bytes))),
        [typeof(object)] = Anything,
        [typeof(JsonElement)] = Anything,
        [typeof(JsonDocument)] = Anything,
        [typeof(JsonNode)] = Anything,
        [typeof(JsonValue)] = Gen.Int.Select(Node),
        [typeof(JsonObject)] = Text.Select(text => (JsonNode?)new JsonObject { ["a"] = text }),
        [typeof(JsonArray)] = Gen.Int.Array[0, 3].Select(numbers => (JsonNode?)new JsonArray([.. numbers.Select(number => JsonValue.Create(number))])),
    };

    /// <summary>JSON text for a type.</summary>
    public static Gen<string> For(Type type, JsonSerializerOptions options) =>
        For(type, options, 0).Select(node => node?.ToJsonString() ?? "null");

    private static Gen<JsonNode?> For(Type type, JsonSerializerOptions options, int depth)
    {
        if (Values.TryGetValue(type, out Gen<JsonNode?>? known))
        {
            return known;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Gen.Frequency((1, Null), (3, For(underlying, options, depth)));
        }

        if (type.IsEnum)
        {
            return Gen.OneOf(Enum.GetValues(type).Cast<object>().ToArray()).Select(value => JsonSerializer.SerializeToNode(value, type, options));
        }

        JsonTypeInfo info = options.GetTypeInfo(type);
        return info.Kind switch
        {
            _ when info.PolymorphismOptions is { } polymorphism => Polymorphic(polymorphism, options, depth),
            _ when depth > MaximumDepth => info.Kind switch
            {
                JsonTypeInfoKind.Enumerable => Gen.Const(() => (JsonNode?)new JsonArray()),
                _ => Gen.Const(() => (JsonNode?)new JsonObject()),
            },
            JsonTypeInfoKind.Enumerable => For(info.ElementType!, options, depth + 1).Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items])),
            JsonTypeInfoKind.Dictionary => Dictionary(info, options, depth),
            JsonTypeInfoKind.Object => Object(info, options, depth),
            // A converter of the corpus: they read numbers.
            _ => Gen.Int[-1000, 1000].Select(Node),
        };
    }

    private static Gen<JsonNode?> Polymorphic(JsonPolymorphismOptions polymorphism, JsonSerializerOptions options, int depth) => Gen.OneOf(
        (IGen<JsonNode?>[])[.. polymorphism.DerivedTypes.Select(derived => Object(options.GetTypeInfo(derived.DerivedType), options, depth).Select(node =>
        {
            // jsonb puts the discriminator anywhere.
            ((JsonObject)node!)[polymorphism.TypeDiscriminatorPropertyName] = derived.TypeDiscriminator is int number ? number : (string)derived.TypeDiscriminator!;
            return node;
        }))]);

    private static Gen<JsonNode?> Dictionary(JsonTypeInfo info, JsonSerializerOptions options, int depth)
    {
        Gen<string> key = For(info.KeyType!, options, depth).Select(node => node!.ToString());
        return Gen.Select(key, For(info.ElementType!, options, depth + 1)).Array[0, 3].Select(pairs =>
        {
            JsonObject node = [];
            foreach ((string name, JsonNode? value) in pairs)
            {
                node[name] = value;
            }

            return (JsonNode?)node;
        });
    }

    private static Gen<JsonNode?> Object(JsonTypeInfo info, JsonSerializerOptions options, int depth)
    {
        Gen<(string Name, Option Option, JsonNode? Value)>[] members =
        [
            .. info.Properties.Where(member => !member.IsExtensionData).Select(member =>
                Gen.Select(Options(member, depth), Value(member, options, depth), (option, value) => (member.Name, option, value))),
        ];

        return members.Length == 0 ? Gen.Const(() => (JsonNode?)new JsonObject()) : Gen.Select(Sequence(members), Gen.Bool, Gen.Bool, (all, reverse, unknown) =>
        {
            JsonObject node = [];
            foreach ((string name, Option option, JsonNode? value) in reverse ? all.Reverse() : all)
            {
                if (option != Option.Missing)
                {
                    node[name] = option == Option.Null ? null : value;
                }
            }

            if (unknown && info.UnmappedMemberHandling != JsonUnmappedMemberHandling.Disallow)
            {
                node["somethingElse"] = 1;
            }

            return (JsonNode?)node;
        });
    }

    private static Gen<JsonNode?> Value(JsonPropertyInfo member, JsonSerializerOptions options, int depth) => member.CustomConverter switch
    {
        null => For(member.PropertyType, options, depth + 1),
        JsonStringEnumConverter => For(member.PropertyType, options, depth + 1),
        { } converter when converter.Type == typeof(string) => Values[typeof(string)],
        _ when (Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType).IsEnum => Gen.Int[0, 6].Select(Node),
        _ => Gen.Int[0, 1000].Select(Node),
    };

    private static Gen<Option> Options(JsonPropertyInfo member, int depth) => (member.PropertyType.IsValueType && Nullable.GetUnderlyingType(member.PropertyType) is null) switch
    {
        // Without a value it can't be written.
        _ when member.PropertyType == typeof(JsonElement) => Gen.Const(Option.Present),
        // What is filled in place can't be null.
        _ when member.ObjectCreationHandling == JsonObjectCreationHandling.Populate => Gen.OneOf(Option.Present, Option.Missing),
        true => Gen.Frequency((4, Gen.Const(Option.Present)), (1, Gen.Const(Option.Missing))),
        false when depth >= MaximumDepth => Gen.OneOf(Option.Missing, Option.Null),
        false => Gen.Frequency((5, Gen.Const(Option.Present)), (1, Gen.Const(Option.Missing)), (1, Gen.Const(Option.Null))),
    };

    private static Gen<T[]> Sequence<T>(Gen<T>[] gens) =>
        gens.Aggregate(Gen.Const(Array.Empty<T>()), (all, next) => Gen.Select(all, next, (items, item) => (T[])[.. items, item]));

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value);

    private enum Option
    {
        Present,
        Missing,
        Null,
    }
}
