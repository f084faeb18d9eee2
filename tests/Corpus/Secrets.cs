using System.Text.Json.Serialization;
using Igniter.Connectors;

namespace Corpus.Secrets;

/// <summary>Records that hold secrets in every way, shared by two connectors.</summary>
[Connector("secrets")]
public sealed partial class SecretsConnector
{
    public sealed partial record Config([property: Encrypted] string Marked, [Encrypted] string Unmarked, string Shown)
    {
#pragma warning disable IGN0204 // Shows that a default of this sort is hidden.
        [Encrypted]
        public int Number { get; init; } = 4711;
#pragma warning restore IGN0204

        public Inner? Inner { get; init; }

        public IReadOnlyList<Inner> Many { get; init; } = [];

        [JsonIgnore]
        public (Inner, Plain) Pair { get; init; } = (new("pair"), new("pair"));

        public Plain? Plain { get; init; }

        public Closed? Closed { get; init; }

        public Quiet? Quiet { get; init; }

        public Talkative? Talkative { get; init; }

        public Page<Inner>? Page { get; init; }

        public Point Point { get; init; }

        public Point? MaybePoint { get; init; }
    }

    [Action]
    public Task<Animal> EchoAsync(Animal animal, Written? written) => Task.FromResult(written is null ? animal : new Animal("other"));
}

[Connector("secrets2", Config = typeof(SecretsConnector.Config))]
public sealed partial class OtherSecretsConnector
{
    [Action]
    public Task<Inner> EchoAsync(Inner inner) => Task.FromResult(inner);
}

public sealed partial record Inner([Sensitive] string Secret)
{
    public string Open { get; init; } = "open";
}

/// <summary>Holds no secret and prints everything.</summary>
public sealed record Plain(string Text);

/// <summary>Holds a secret and can't be extended, so whoever holds it doesn't print it.</summary>
#pragma warning disable IGN0004 // That is what it is for.
public sealed record Closed([property: Sensitive] string Secret);
#pragma warning restore IGN0004

/// <summary>Prints its name only.</summary>
public sealed class Quiet
{
    [Sensitive]
    public string Secret { get; set; } = "";
}

/// <summary>Prints its secret, so whoever holds it doesn't print it.</summary>
public sealed class Talkative
{
    [Sensitive]
    public string Secret { get; set; } = "";

    public override string ToString() => Secret;
}

public sealed partial record Page<T>(T First, [property: Sensitive] string Cursor);

public readonly partial record struct Point([property: Sensitive] string Secret, int Shown);

[JsonDerivedType(typeof(Animal), "animal")]
[JsonDerivedType(typeof(Dog), "dog")]
[JsonDerivedType(typeof(Puppy), "puppy")]
public partial record Animal(string Name)
{
    [Sensitive]
    public string Chip { get; init; } = "";

    public virtual string Tag { get; init; } = "";
}

public partial record Dog(string Name, [property: Sensitive] string Collar) : Animal(Name);

/// <summary>Makes a member of its base a secret.</summary>
public sealed partial record Puppy(string Name, string Collar, int Age) : Dog(Name, Collar)
{
    [Sensitive]
    public override string Tag { get; init; } = "";
}

/// <summary>Says itself how it is printed.</summary>
public sealed partial record Written([property: Sensitive] string Secret)
{
    public override string ToString() => "written by hand";
}
