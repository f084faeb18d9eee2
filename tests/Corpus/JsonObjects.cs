using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Igniter.Connectors;

namespace Acme.JsonObjects;

/// <summary>Objects of every sort that JSON can be read into and written from.</summary>
[Connector("json-objects")]
public sealed partial class JsonObjectsConnector
{
    public sealed record Config
    {
        public required Uri Endpoint { get; init; }

        public int PageSize { get; init; } = 25;

        public string Region { get; init; } = "eu";

        public Retry Retry { get; init; } = new(3, 1.5);

        public List<Endpoint> Endpoints { get; init; } = [];
    }

    public sealed record Endpoint(string Url, string? Comment, int Port = 443, Level Level = Level.High);

    public readonly record struct Retry(int Attempts, double Factor);

    public readonly record struct Backoff(int Attempts, double Factor = 1.5);

    [Action]
    public Task<Everything> Objects(Everything value) => Task.FromResult(value);

    [Action]
    public Task<Node?> Recursion(Node? value) => Task.FromResult(value);

    [Action]
    public Task<Page<Endpoint>> Generics(Page<Endpoint> page, Page<int> numbers, Pair<Level, Retry?> pair, Outer<int>.Inner<string> inner) => Task.FromResult(page);

    [Action]
    public Task<(int Count, string? Name)> Tuples((int, Backoff) first, KeyValuePair<string, int> entry) => Task.FromResult((first.Item1, (string?)entry.Key));
}

public enum Level
{
    Low,

    [JsonStringEnumMemberName("medium-ish")]
    Medium,
    High,
}

[Flags]
public enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,
}

public sealed record Everything(
    PlainClass Class,
    InitClass Init,
    RequiredClass Required,
    RequiredWithConstructor Constructed,
    Derived Derived,
    MutableStruct Struct,
    ReadOnlyStruct ReadOnly,
    RequiredStruct RequiredStruct,
    JsonObjectsConnector.Retry? Retry,
    GetOnly GetOnly,
    Chosen Chosen,
    Hidden Hidden,
    Nothing Nothing,
    Level Level,
    Level? MaybeLevel,
    Rights Rights,
    ImplementsInterface Interface,
    SetsItsRequired SetsItsRequired);

public sealed class PlainClass
{
    public string? Text { get; set; }

    public int Number { get; set; } = 7;

    public int? MaybeNumber { get; set; } = 8;

    public static string Shared => "never";

    public string this[int index] => Text + index;

    public string Computed => Text + Number;

    internal string Internal { get; set; } = "internal";

    public string HalfPublic { get; private set; } = "kept";

    public string? WriteOnly
    {
        set => Text = value ?? Text;
    }
}

public sealed class InitClass
{
    public string Text { get; init; } = "initial";

    public int Number { get; init; } = 25;

    public IReadOnlyList<string> Items { get; init; } = ["a", "b"];
}

public class RequiredClass
{
    public required string Text { get; set; }

    public required int Number { get; init; } = 5;
}

public sealed class RequiredWithConstructor(string text)
{
    public string Text { get; } = text;

    public required int Number { get; init; }

    public int Other { get; set; } = 3;
}

public abstract class Base
{
    public virtual string Name { get; set; } = "base";

    public virtual int Both { get; init; } = 1;

    public string Inherited { get; init; } = "inherited";

    public object? Replaced { get; set; }
}

public sealed class Derived : Base
{
    public override string Name { get; set; } = "derived";

    public override int Both => base.Both;

    public new string? Replaced { get; set; }
}

public struct MutableStruct
{
    public int Number { get; set; }

    public string? Text { get; set; }
}

public readonly struct ReadOnlyStruct
{
    public ReadOnlyStruct()
    {
    }

    public int Number { get; init; } = 4;

    public string? Text { get; init; } = "struct";
}

public struct RequiredStruct
{
    public RequiredStruct()
    {
    }

    public required int Number { get; init; } = 9;

    public string Text { get; set; } = "set";
}

public sealed class GetOnly
{
    public int Number => 5;

    public List<int> Items { get; } = [1];
}

public sealed class Chosen
{
    public Chosen() => Text = "wrong";

    [JsonConstructor]
    internal Chosen(string text, int number = 12)
    {
        Text = text;
        Number = number;
    }

    public string Text { get; }

    public int Number { get; }
}

public sealed class Hidden
{
    [JsonInclude]
    internal string Internal { get; set; } = "internal";

    [JsonInclude]
    private int Private { get; set; } = 3;

    [JsonInclude]
    public string Half { get; private set; } = "half";

    [JsonInclude]
    public int Field = 2;

    [JsonInclude]
    private string _secret = "field";

    public override string ToString() => Internal + Private + Half + Field + _secret;
}

public sealed record Nothing;

public interface INamed
{
    string? Name { get; }
}

public sealed record ImplementsInterface : INamed
{
    public string? Title { get; init; }

    string? INamed.Name => Title;
}

public sealed class SetsItsRequired
{
    [SetsRequiredMembers]
    public SetsItsRequired() => Text = "set";

    public required string Text { get; init; }
}

public sealed class Node
{
    public string? Name { get; init; }

    public Node? Next { get; init; }

    public List<Node> Children { get; init; } = [];

    public Dictionary<string, Node?>? ByName { get; init; }
}

public sealed class Page<T>
{
    public required T[] Items { get; init; }

    public T? First { get; init; }

    public string? Next { get; set; } = "none";
}

public sealed record Pair<TKey, TValue>(TKey Key, TValue Value)
    where TKey : struct, Enum
{
    public TValue? Other { get; init; }
}

public static class Outer<TOuter>
    where TOuter : struct
{
    public class Inner<TInner>
        where TInner : class
    {
        public required TInner Text { get; init; }

        public TOuter Number { get; init; }
    }
}
