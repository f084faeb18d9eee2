using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Igniter.Connectors;
using Microsoft.Extensions.Compliance.Classification;

namespace Acme.JsonSecrets;

/// <summary>Secrets at every depth and in every sort of type.</summary>
[Connector("json-secrets")]
public sealed partial class JsonSecretsConnector
{
    public sealed partial record Config([Encrypted] string Token, [property: Encrypted] int Pin, Account Account)
    {
        [Encrypted]
        public Uri? Address { get; init; }

        [Encrypted]
        public List<string> Keys { get; init; } = [];

        public List<Account?> Accounts { get; init; } = [];

        public Dictionary<string, Account[]> ByName { get; init; } = [];

        public ImmutableCredentials? Maybe { get; init; }

        public Credentials? Credentials { get; init; }

        public Config? Fallback { get; init; }

        public Plain? Plain { get; init; }

        public string Region { get; init; } = "eu";
    }

    [Action]
    public Task<Holder<Account>> Share([Sensitive] string text, [Phone, Personal] string? number, Holder<Account> holder) => Task.FromResult(holder);
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PersonalAttribute() : DataClassificationAttribute(new DataClassification("Acme", "Personal"));

public partial record Account : AccountBase
{
    [JsonPropertyName("user-name")]
    public required string Name { get; init; }

    public override string? Password { get; init; }
}

public abstract partial record AccountBase
{
    [Encrypted]
    public virtual string? Password { get; init; }

    [Personal]
    public string? Email { get; init; }
}

public readonly partial record struct ImmutableCredentials([Encrypted] string Key);

[JsonDerivedType(typeof(ByPassword), "password")]
[JsonDerivedType(typeof(ByKey), "key")]
public abstract partial record Credentials
{
    public required string User { get; init; }
}

public sealed partial record ByPassword([Encrypted] string Secret, Plain Extra) : Credentials;

#pragma warning disable IGN0201 // Only what is in the account is one.
public sealed partial record ByKey(string Secret, Account Extra) : Credentials;
#pragma warning restore IGN0201

public sealed record Plain(string? Text, int Number = 3);

public sealed record Holder<T>(T Value, Plain Plain);
