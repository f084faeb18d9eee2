using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Igniter.Connectors.Descriptors;
using Igniter.Connectors.Testing;
using Igniter.Connectors.Tests.Telemetry;

namespace Igniter.Connectors.Tests.Leaks;

/// <summary>What a contract finds wrong is told to callers: with the place, without the value.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class ValidationLeakTests : IDisposable
{
    private readonly SecretCanary _canary = new();
    private readonly string _secret;

    public ValidationLeakTests() => _secret = _canary.Plant("secret");

    public void Dispose() => _canary.Dispose();

    [Fact]
    public void S119_a_validation_attribute_that_tells_the_value_is_not_repeated()
    {
        TypeContract<Login> contract = Contract();
        Login login = new() { Password = _secret, Headers = new() { [_secret] = "x" } };

        foreach (ContractFailure? failure in (ContractFailure?[])
            [
                ContractReader.Check(contract, login, null!),
                ContractReader.Check((TypeContract)contract, login, null!),
                ContractReader.Read(contract, JsonSerializer.SerializeToUtf8Bytes(login, contract.JsonTypeInfo), null!, out _),
            ])
        {
            Assert.Equal(["password", "headers"], failure!.Errors.Select(error => error.Path));
            Assert.Equal("'[redacted]' is too weak.", failure.Errors[0].Message);
            Inspect(failure);
        }

        _canary.Verify();
    }

    [Theory]
    [InlineData("""{"password":{"CANARY":1}}""", "password")]
    [InlineData("""{"headers":{"CANARY":{}}}""", "headers")]
    [InlineData("""{"headers":{"CANARY":tru}}""", "headers")]
    [InlineData("""{"headers":{"a CANARY.":[]}}""", "headers")]
    [InlineData("""{"headers":{"CANARY":"x","CANARY":"y"}}""", "headers")]
    [InlineData("""{"password":"CANARY""", "password")]
    [InlineData("CANARY", "")]
    public void S119_JSON_that_does_not_parse_tells_its_place_and_no_name_of_a_secret_dictionary(string json, string path)
    {
        ContractFailure? failure = ContractReader.Read(
            Contract(), System.Text.Encoding.UTF8.GetBytes(json.Replace("CANARY", _secret, StringComparison.Ordinal)), null!, out _);

        Assert.Equal(path, Assert.Single(failure!.Errors).Path);
        Inspect(failure);
        _canary.Verify();
    }

    private static TypeContract<Login> Contract() => new(
        () => (JsonTypeInfo<Login>)new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            AllowDuplicateProperties = false,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        }.GetTypeInfo(typeof(Login)),
        TypeShape.Of(
            new ShapeMember("password", MemberTraits.Encrypted),
            new ShapeMember("headers", MemberTraits.Sensitive, () => TypeShape.DictionaryOf(() => TypeShape.Value))),
        Check,
        "{}");

    private static void Check(Login value, ref ValidationRun run)
    {
        run.Add("password", $"'{value.Password}' is too weak.");
        if (run.Enter("headers"))
        {
            run.Add($"['{value.Headers.Keys.Single()}']", $"'{value.Headers.Keys.Single()}' is unknown.");
            run.Leave();
        }
    }

    private void Inspect(ContractFailure failure) =>
        _canary.Inspect(ConnectorErrors.ConfigInvalid(new ConnectionKey("organization", "org_1", "demo", ""), failure.Errors, failure.Cause));

    private sealed record Login
    {
        public string Password { get; init; } = "";

        public Dictionary<string, string> Headers { get; init; } = [];
    }
}
