using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Igniter.Connectors;

[assembly: ConnectorJson(typeof(Acme.JsonAttributes.ListedContext))]

namespace Acme.JsonAttributes;

/// <summary>The attributes of System.Text.Json.</summary>
[Connector("json-attributes")]
public sealed partial class JsonAttributesConnector
{
    [Action]
    public Task<Named> Names(Named value) => Task.FromResult(value);

    [Action]
    public Task<Ignored> Ignores(Ignored value) => Task.FromResult(value);

    [Action]
    public Task<Converted> Converters(Converted value) => Task.FromResult(value);

    [Action]
    public Task<Handled> Numbers(Handled value) => Task.FromResult(value);

    [Action]
    public Task<Extended> Extension(Extended value, ExtendedObject other) => Task.FromResult(value);

    [Action]
    public Task<Shape> Polymorphism(Shape value, IEvent anEvent, Numbered numbered) => Task.FromResult(value);

    [Action]
    public Task<Strict> Strictness(Strict value, Populated populated) => Task.FromResult(value);

    [Action]
    public Task<Listed> Contexts(Listed value, List<Listed> all) => Task.FromResult(value);
}

public sealed record Named([property: JsonPropertyName("first name")] string First)
{
    [JsonPropertyName("Second")]
    public string? Second { get; init; }

    [JsonPropertyName("a\"b\\ü")]
    public string? Odd { get; init; }

    [JsonPropertyOrder(-1)]
    public int Early { get; init; }

    [JsonPropertyOrder(5)]
    public int Late { get; init; }

    public string? URLFetch { get; init; }

    public string? ID { get; init; }

    public string? @class { get; init; }

    public string? Ünï { get; init; }
}

public sealed record Ignored(string Kept, [property: JsonIgnore] string? Dropped = "default")
{
    [JsonIgnore]
    public Action? Callback { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Never { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WhenNull { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int WhenDefault { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? WhenWriting { get; init; } = "a";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)]
    public string? WhenReading { get; init; } = "b";
}

public sealed class Converted
{
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan Seconds { get; init; }

    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? MaybeSeconds { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter))]
    public DayOfWeek Day { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<DayOfWeek>))]
    public DayOfWeek? MaybeDay { get; init; }

    [JsonConverter(typeof(JsonNumberEnumConverter<DayOfWeek>))]
    public DayOfWeek Number { get; init; }

    [Upper('!')]
    public string? Upper { get; init; }

    public Celsius Temperature { get; init; }

    public Celsius? MaybeTemperature { get; init; }

    public Weekday Weekday { get; init; }

    public List<Celsius>? Temperatures { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter))]
public enum Weekday
{
    Monday,
    Tuesday,
}

[JsonConverter(typeof(CelsiusConverter))]
public readonly record struct Celsius(double Degrees);

public sealed class CelsiusConverter : JsonConverter<Celsius>
{
    public override Celsius Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, Celsius value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Degrees);
}

public sealed class SecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TimeSpan.FromSeconds(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue((int)value.TotalSeconds);
}

[AttributeUsage(AttributeTargets.Property)]
public sealed class UpperAttribute(char mark) : JsonConverterAttribute
{
    public char Mark { get; } = mark;

    public override JsonConverter? CreateConverter(Type typeToConvert) => new UpperConverter(Mark);

    private sealed class UpperConverter(char mark) : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToUpper(CultureInfo.InvariantCulture) + mark);
    }
}

[JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
public sealed class Handled
{
    public int Inherited { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long Written { get; init; }

    [JsonNumberHandling(JsonNumberHandling.Strict)]
    public int Strict { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double Named { get; init; }
}

public sealed record Extended(string Name)
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; init; }
}

public sealed class ExtendedObject
{
    public string? Name { get; set; }

    [JsonExtensionData]
    public IDictionary<string, object?>? Rest { get; set; }
}

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
[JsonDerivedType(typeof(Group), "group")]
public abstract record Shape
{
    public string? Label { get; init; } = "none";
}

public sealed record Circle(double Radius) : Shape;

public sealed record Square : Shape
{
    public required double Side { get; init; }
}

public sealed record Group(IReadOnlyList<Shape> Shapes) : Shape;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Created), "created")]
[JsonDerivedType(typeof(Deleted), "deleted")]
public interface IEvent
{
    string Id { get; }
}

public sealed record Created(string Id, string Name) : IEvent;

public sealed record Deleted(string Id) : IEvent;

[JsonDerivedType(typeof(Numbered), 1)]
[JsonDerivedType(typeof(Twice), 2)]
public class Numbered
{
    public int Number { get; set; }
}

public sealed class Twice : Numbered
{
    public int Again { get; set; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record Strict(int Number);

public sealed class Populated
{
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public List<int> Numbers { get; } = [1];

    [JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)]
    public List<int> Replaced { get; init; } = [1];
}

public sealed record Listed(string Text, int Number = 3);

[JsonSerializable(typeof(Listed))]
public sealed partial class ListedContext : JsonSerializerContext;
