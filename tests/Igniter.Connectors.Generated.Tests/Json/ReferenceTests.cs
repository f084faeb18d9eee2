using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors.Generated.Tests.Json;

/// <summary>Generated contracts do what System.Text.Json does by reflection, for every contract in the corpus that it can do by reflection.</summary>
public sealed class ReferenceTests
{
    /// <summary>Contracts that do more than the reference; <see cref="BeyondReferenceTests"/> has them.</summary>
    private static readonly string[] Beyond =
    [
        "JsonCollectionsConnector.MadeFromItemsInputContract",
        "JsonCollectionsConnector.MadeFromItemsContract",
        "JsonObjectsConnector.TuplesInputContract",
        "JsonObjectsConnector.TupleOfInt32AndStringContract",
    ];

    public static TheoryData<string> Names => [.. Contracts.All.Keys.Except(Beyond)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_generated_contract_reads_and_writes_as_the_reference_does(string name)
    {
        TypeContract contract = Contracts.All[name];
        Type type = contract.JsonTypeInfo.Type;

        JsonGen.For(type, Contracts.Reference).Sample(
            json =>
            {
                Outcome reference = Outcome.Of(() => JsonSerializer.Deserialize(json, type, Contracts.Reference));
                Outcome generated = Outcome.Of(() => JsonSerializer.Deserialize(json, contract.JsonTypeInfo));

                Assert.Equal(reference.Failure, generated.Failure);
                Assert.Equal(Write(reference), Write(generated), JsonEquality.Instance);
                Assert.Equal(Write(reference), JsonSerializer.Serialize(reference.Value, contract.JsonTypeInfo), JsonEquality.Instance);
            },
            iter: 100);

        string Write(Outcome outcome) => JsonSerializer.Serialize(outcome.Value, type, Contracts.Reference);
    }

    [Fact]
    public void The_corpus_has_contracts() => Assert.True(Names.Count > 20);

    private sealed record Outcome(object? Value, Type? Failure)
    {
        public static Outcome Of(Func<object?> read)
        {
            try
            {
                return new(read(), null);
            }
            catch (Exception failure) when (failure is JsonException or NotSupportedException)
            {
                return new(null, failure.GetType());
            }
        }
    }

    /// <summary>The same JSON, but for the order of members: base types come first here and last there.</summary>
    private sealed class JsonEquality : IEqualityComparer<string>
    {
        public static JsonEquality Instance { get; } = new();

        public bool Equals(string? x, string? y) => JsonNode.DeepEquals(JsonNode.Parse(x!), JsonNode.Parse(y!));

        public int GetHashCode(string obj) => 0;
    }
}
