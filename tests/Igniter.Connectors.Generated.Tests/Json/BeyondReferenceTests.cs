using System.Collections.Frozen;
using System.Text.Json;
using Acme.JsonAttributes;
using Acme.JsonCollections;
using Acme.JsonObjects;

namespace Igniter.Connectors.Generated.Tests.Json;

/// <summary>What holds for generated contracts and isn't measured by System.Text.Json's reflection.</summary>
public sealed class BeyondReferenceTests
{
    [Fact]
    public void A_missing_member_keeps_its_initializers_value()
    {
        InitClass init = JsonSerializer.Deserialize("{}", Contracts.Get<InitClass>())!;

        Assert.Equal(("initial", 25), (init.Text, init.Number));
        Assert.Equal(["a", "b"], init.Items);
    }

    [Fact]
    public void A_missing_required_member_keeps_its_initializers_value_and_is_left_to_the_runtime()
    {
        RequiredClass required = JsonSerializer.Deserialize("{}", Contracts.Get<RequiredClass>())!;

        Assert.Null(required.Text);
        Assert.Equal(5, required.Number);
    }

    [Fact]
    public void A_missing_parameter_of_a_positional_record_struct_takes_its_default() =>
        Assert.Equal(new JsonObjectsConnector.Backoff(2, 1.5), JsonSerializer.Deserialize("""{"attempts":2}""", Contracts.Get<JsonObjectsConnector.Backoff>()));

    [Fact]
    public void A_tuple_has_its_items()
    {
        var json = Contracts.Of<(int Count, string? Name)>().Json;

        Assert.Equal("""{"item1":1,"item2":"a"}""", JsonSerializer.Serialize((1, "a"), json));
        Assert.Equal((2, "b"), JsonSerializer.Deserialize("""{"item1":2,"item2":"b"}""", json));
    }

    [Fact]
    public void Collections_that_System_Text_Json_only_writes_are_read_too()
    {
        const string Json = """{"iReadOnlySet":[1,2],"frozenSet":[3],"frozenDictionary":{"a":{"name":"b","count":2}},"readOnlyCollection":[null,{"name":"c","count":1}]}""";

        MadeFromItems read = Contracts.Read<MadeFromItems>(Json)!;

        Assert.Equal([1, 2], read.IReadOnlySet!);
        Assert.IsType<FrozenSet<int>>(read.FrozenSet, exactMatch: false);
        Assert.Equal(new Item("b", 2), read.FrozenDictionary!["a"]);
        Assert.Equal([null, new Item("c")], read.ReadOnlyCollection!);
        Assert.Equal(Json, Contracts.Write(read));
    }

    [Fact]
    public void A_listed_type_comes_from_its_context() =>
        Assert.IsType<ListedContext>(Contracts.Of<Listed>().Json.OriginatingResolver);

    [Theory]
    [InlineData("""{"number":1,"number":2}""")]
    [InlineData("""{"number":1,"other":2}""")]
    public void A_repeated_member_is_refused_and_an_unknown_one_where_the_type_says_so(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, Contracts.Of<Strict>().Json));

    [Theory]
    [InlineData("\"Low\"", Level.Low)]
    [InlineData("\"medium-ish\"", Level.Medium)]
    public void An_enum_is_the_name_that_is_declared_for_json(string json, Level level)
    {
        Assert.Equal(level, JsonSerializer.Deserialize(json, Contracts.Get<Level>()));
        Assert.Equal(json, JsonSerializer.Serialize(level, Contracts.Get<Level>()));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("\"1\"")]
    [InlineData("\"Medium\"")]
    [InlineData("\"unknown\"")]
    public void Anything_else_is_no_enum(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, Contracts.Get<Level>()));

    [Fact]
    public void A_boxed_value_is_written_as_what_it_is()
    {
        Acme.JsonValues.Documents documents = new() { Anything = 5, Dynamic = "text", Element = JsonElement.Parse("1") };

        Assert.StartsWith("""{"anything":5,"dynamic":"text","element":1,""", Contracts.Write(documents), StringComparison.Ordinal);
    }
}
