using System.Text;
using System.Text.Json;

namespace Igniter.Connectors.Descriptors;

/// <summary>Finds the values of secret members, for the way of a failure.</summary>
internal static class SecretCollector
{
    private const MemberTraits Secret = MemberTraits.Encrypted | MemberTraits.Sensitive;

    /// <summary>Adds the values that an object holds in secret members.</summary>
    public static void AddMembers(this KnownSecrets secrets, TypeContract? contract, object? value)
    {
        if (contract is null || value is null || !contract.Shape.Reaches(Secret))
        {
            return;
        }

        try
        {
            secrets.AddMembers(contract.Shape, JsonSerializer.SerializeToElement(value, contract.JsonTypeInfo));
        }
        catch (Exception)
        {
            // A getter of the user's type, or a converter: what can't be read isn't known, and the failure at hand is the one to tell.
        }
    }

    /// <summary>Adds the values that JSON holds in secret members, and those that don't have the shape in which they would hold some.</summary>
    public static void AddMembers(this KnownSecrets secrets, TypeShape shape, JsonElement json)
    {
        if (!shape.Reaches(Secret))
        {
            return;
        }

        switch (json.ValueKind)
        {
            case JsonValueKind.Object when shape.Kind == ShapeKind.Members:
                foreach (JsonProperty property in json.EnumerateObject())
                {
                    // Derived types of a polymorphic one may each have a member of this name.
                    string? name = NameOf(property);
                    foreach (ShapeMember member in Array.FindAll(shape.Members, member => member.Name == name))
                    {
                        AddMember(secrets, member, property.Value);
                    }
                }

                break;
            case JsonValueKind.Object when shape.Kind == ShapeKind.Entries:
                foreach (JsonProperty property in json.EnumerateObject())
                {
                    secrets.AddMembers(shape.Element, property.Value);
                }

                break;
            case JsonValueKind.Array when shape.Kind == ShapeKind.Items:
                foreach (JsonElement item in json.EnumerateArray())
                {
                    secrets.AddMembers(shape.Element, item);
                }

                break;
            default:
                secrets.AddAll(json, shape);
                break;
        }
    }

    /// <summary>Adds a text as a whole and by lines; of JSON every text and number in it, too.</summary>
    public static void AddText(this KnownSecrets secrets, ReadOnlySpan<byte> utf8)
    {
        string text = Encoding.UTF8.GetString(utf8);
        secrets.Add(text);
        foreach (string line in text.Split('\n'))
        {
            secrets.Add(line);
        }

        Utf8JsonReader reader = new(utf8);
        try
        {
            if (JsonElement.TryParseValue(ref reader, out JsonElement? json))
            {
                secrets.AddAll(json.Value);
            }
        }
        catch (JsonException)
        {
            // Other text.
        }
    }

    /// <summary>Adds every text and number of JSON; names, too, where they aren't those of declared members.</summary>
    public static void AddAll(this KnownSecrets secrets, JsonElement json, TypeShape? shape = null)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                secrets.Add(TextOf(json));
                break;
            case JsonValueKind.Number:
                secrets.Add(json.GetRawText());
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in json.EnumerateArray())
                {
                    secrets.AddAll(item, shape?.Element);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in json.EnumerateObject())
                {
                    string? name = NameOf(property);
                    secrets.Add(shape is { Kind: ShapeKind.Entries } ? name : null);
                    secrets.AddAll(property.Value, TypeOf(shape, name));
                }

                break;
        }
    }

    /// <summary>A path as in JSON without the free names below a secret member: those of an encrypted dictionary are as secret as its values.</summary>
    public static string CutPath(string path, TypeShape shape)
    {
        TypeShape? current = shape;
        bool isSecret = false;
        for (int start = 0; start < path.Length;)
        {
            int end = EndOfSegment(path, start, out string? name);
            if (name is null)
            {
                current = current?.Element;
            }
            else if (isSecret && current is not { Kind: ShapeKind.Members })
            {
                return path[..start];
            }
            else
            {
                isSecret |= current is { Kind: ShapeKind.Members } && Array.Exists(current.Members, member => member.Name == name && member.IsSecret);
                current = TypeOf(current, name);
            }

            start = end;
        }

        return path;
    }

    private static string? TextOf(JsonElement json) => Readable(json, static json => json.GetString());

    private static string? NameOf(JsonProperty property) => Readable(property, static property => property.Name);

    private static string? Readable<T>(T json, Func<T, string?> read)
    {
        try
        {
            return read(json);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: nobody could read that either.
            return null;
        }
    }

    /// <param name="path">The path.</param>
    /// <param name="start">Where a segment begins: <c>.name</c>, <c>['any name']</c> or <c>[0]</c>.</param>
    /// <param name="name">The member's name; <see langword="null"/> for an index.</param>
    private static int EndOfSegment(string path, int start, out string? name)
    {
        if (path.AsSpan(start).StartsWith("['", StringComparison.Ordinal))
        {
            int quote = path.IndexOf("']", start + 2, StringComparison.Ordinal);
            int last = quote < 0 ? path.Length : quote;
            name = path[(start + 2)..last];
            return Math.Min(last + 2, path.Length);
        }

        int from = path[start] is '.' or '[' ? start + 1 : start;
        int next = path.AsSpan(from).IndexOfAny('.', '[');
        int end = next < 0 ? path.Length : from + next;
        name = path[start] == '[' ? null : path[from..end];
        return end;
    }

    private static TypeShape? TypeOf(TypeShape? shape, string? name) => shape?.Kind == ShapeKind.Members
        ? Array.Find(shape.Members, member => member.Name == name)?.Type?.Invoke()
        : shape?.Element;

    private static void AddMember(KnownSecrets secrets, ShapeMember member, JsonElement value)
    {
        if (member.IsSecret)
        {
            secrets.AddAll(value, member.Type?.Invoke());
        }
        else if (member.Type?.Invoke() is { } shape)
        {
            secrets.AddMembers(shape, value);
        }
    }
}
