using System.Text.Json;

namespace Igniter.Connectors.Descriptors;

/// <summary>Finds required members that JSON doesn't have. An object alone can't tell a missing member from its default.</summary>
internal static class RequiredMembers
{
    public const string Message = "A value is required.";

    /// <summary>Adds an error for each missing member.</summary>
    /// <param name="json">UTF-8 JSON that is known to parse.</param>
    /// <param name="shape">What it should look like.</param>
    /// <param name="run">Collects the errors.</param>
    public static void Find(ReadOnlySpan<byte> json, TypeShape shape, ref ValidationRun run)
    {
        if (shape.Reaches(MemberTraits.Required))
        {
            Utf8JsonReader reader = new(json);
            reader.Read();
            if (!HasAll(reader, shape))
            {
                Walk(ref reader, shape, ref run);
            }
        }
    }

    /// <summary>Whether a flat object has them all, as it mostly does: what comes behind the last of them needn't be read.</summary>
    private static bool HasAll(Utf8JsonReader reader, TypeShape shape)
    {
        int missing = shape.RequiredCount;
        if (missing > shape.Members.Length || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        int next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int index = IndexOf(ref reader, shape.Members, next);
            if (index >= 0)
            {
                next = index + 1;
                if (shape.Members[index].Traits.HasFlag(MemberTraits.Required) && --missing == 0)
                {
                    return true;
                }
            }

            reader.Skip();
        }

        return false;
    }

    private static void Walk(ref Utf8JsonReader reader, TypeShape shape, ref ValidationRun run)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Members when reader.TokenType == JsonTokenType.StartObject:
                WalkMembers(ref reader, shape.Members, ref run);
                break;
            case ShapeKind.Items when reader.TokenType == JsonTokenType.StartArray && shape.Element.Reaches(MemberTraits.Required):
                WalkItems(ref reader, shape.Element, ref run);
                break;
            case ShapeKind.Entries when reader.TokenType == JsonTokenType.StartObject && shape.Element.Reaches(MemberTraits.Required):
                WalkEntries(ref reader, shape.Element, ref run);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static void WalkMembers(ref Utf8JsonReader reader, ShapeMember[] members, ref ValidationRun run)
    {
        Span<bool> seen = members.Length <= 64 ? stackalloc bool[64] : new bool[members.Length];
        int next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int index = IndexOf(ref reader, members, next);
            reader.Read();
            if (index < 0)
            {
                reader.Skip();
                continue;
            }

            seen[index] = true;
            next = index + 1;
            ShapeMember member = members[index];
            if (member.Type is { } type && type() is var inner && inner.Reaches(MemberTraits.Required) && run.Enter(member.Name))
            {
                Walk(ref reader, inner, ref run);
                run.Leave();
            }
            else
            {
                reader.Skip();
            }
        }

        for (int i = 0; i < members.Length; i++)
        {
            if (!seen[i] && members[i].Traits.HasFlag(MemberTraits.Required))
            {
                run.Add(members[i].Name, Message);
            }
        }
    }

    private static void WalkItems(ref Utf8JsonReader reader, TypeShape element, ref ValidationRun run)
    {
        for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (run.Enter(index))
            {
                Walk(ref reader, element, ref run);
                run.Leave();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void WalkEntries(ref Utf8JsonReader reader, TypeShape element, ref ValidationRun run)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (run.Enter(name))
            {
                Walk(ref reader, element, ref run);
                run.Leave();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>Members mostly stand in the order of their declaration, so the search goes on where it last found one.</summary>
    private static int IndexOf(ref Utf8JsonReader reader, ShapeMember[] members, int start)
    {
        for (int i = 0; i < members.Length; i++)
        {
            int index = start + i < members.Length ? start + i : start + i - members.Length;
            if (reader.ValueTextEquals(members[index].Utf8Name))
            {
                return index;
            }
        }

        return -1;
    }
}
