using System.Text.Json;
using System.Text.Unicode;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>
/// Walks a configuration's JSON text along its shape and finds the values that have to be encrypted, or that a list says are. Nothing is ever guessed
/// from what a value looks like.
/// </summary>
internal ref struct SecretFinder
{
    private readonly PointerSet? _listed;
    private readonly bool _isPlain;
    private readonly List<SecretValue> _found;
    private Utf8JsonReader _reader;
    private JsonPointer.Builder _pointer;

    private SecretFinder(ReadOnlySpan<byte> json, PointerSet? listed, bool isPlain, Span<char> pointer)
    {
        _reader = new Utf8JsonReader(json);
        _listed = listed;
        _isPlain = isPlain;
        _found = new List<SecretValue>(listed?.Count ?? 1);
        _pointer = new JsonPointer.Builder(pointer);
    }

    /// <summary>Finds what has to be encrypted: the values of <see cref="FindByShape"/>.</summary>
    /// <exception cref="JsonException">The text isn't JSON in UTF-8, or a secret holds broken text.</exception>
    /// <exception cref="InvalidOperationException">A name holds half of a surrogate pair.</exception>
    public static List<SecretValue> FindPlain(ReadOnlySpan<byte> json, TypeShape shape) =>
        Utf8.IsValid(json)
            ? new SecretFinder(json, listed: null, isPlain: true, stackalloc char[128]).Walk(shape)
            : throw new JsonException("The text isn't UTF-8.");

    /// <summary>
    /// Finds every value other than null at an [Encrypted] position. A value that doesn't have the shape in which it would hold secrets counts
    /// as one.
    /// </summary>
    /// <exception cref="JsonException">The text isn't JSON.</exception>
    /// <exception cref="InvalidOperationException">A name holds half of a surrogate pair.</exception>
    public static List<SecretValue> FindByShape(ReadOnlySpan<byte> json, TypeShape shape) =>
        new SecretFinder(json, listed: null, isPlain: false, stackalloc char[128]).Walk(shape);

    /// <summary>Finds every listed value, and every other one than null at an [Encrypted] position.</summary>
    /// <exception cref="JsonException">The text isn't JSON.</exception>
    /// <exception cref="InvalidOperationException">A name holds half of a surrogate pair.</exception>
    public static List<SecretValue> FindByList(ReadOnlySpan<byte> json, TypeShape? shape, PointerSet listed) =>
        new SecretFinder(json, listed, isPlain: false, stackalloc char[128]).Walk(shape);

    private List<SecretValue> Walk(TypeShape? shape)
    {
        _reader.Read();
        VisitValue(shape, encrypted: false);

        // The reader throws if there is anything behind the value.
        _reader.Read();
        return _found;
    }

    private void VisitValue(TypeShape? shape, bool encrypted)
    {
        string? pointer = null;
        bool listed = _listed?.TryGet(_pointer.Text, out pointer) ?? false;
        if (listed || (encrypted && _reader.TokenType != JsonTokenType.Null))
        {
            Take(pointer ?? _pointer.Text.ToString(), listed);
            return;
        }

        shape = shape is { HoldsEncrypted: true } ? shape : null;
        if (shape is not null && !Fits(shape.Kind))
        {
            if (_listed is null)
            {
                Take(_pointer.Text.ToString(), listed: false);
                return;
            }

            // A stored configuration may be of an older shape; what it lists is decrypted all the same.
            shape = null;
        }

        if (shape is null && _listed is null or { Count: 0 })
        {
            _reader.Skip();
        }
        else if (_reader.TokenType == JsonTokenType.StartObject)
        {
            VisitObject(shape);
        }
        else if (_reader.TokenType == JsonTokenType.StartArray)
        {
            VisitArray(shape);
        }
    }

    private readonly bool Fits(ShapeKind kind) => _reader.TokenType switch
    {
        JsonTokenType.Null => true,
        JsonTokenType.StartArray => kind == ShapeKind.Items,
        JsonTokenType.StartObject => kind != ShapeKind.Items,
        _ => false,
    };

    private void VisitObject(TypeShape? shape)
    {
        int length = _pointer.Length;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            ShapeMember? member = FindMember(shape);
            if (member is null && _listed is null && !(_isPlain && _reader.ValueIsEscaped) && shape is not { Kind: ShapeKind.Entries })
            {
                // Holds nothing, so nobody asks where it is. An escaped name of plain text is read all the same: it may be broken.
                _reader.Skip();
                continue;
            }

            EnterName();
            _reader.Read();
            VisitValue(
                shape is { Kind: ShapeKind.Entries } ? shape.Element : member?.Type?.Invoke(),
                encrypted: member?.Traits.HasFlag(MemberTraits.Encrypted) ?? false);
            _pointer.Length = length;
        }
    }

    private void VisitArray(TypeShape? shape)
    {
        int length = _pointer.Length;
        for (int i = 0; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; i++)
        {
            _pointer.Enter(i);
            VisitValue(shape?.Element, encrypted: false);
            _pointer.Length = length;
        }
    }

    private readonly ShapeMember? FindMember(TypeShape? shape)
    {
        foreach (ShapeMember member in shape?.SecretMembers ?? [])
        {
            if (_reader.ValueTextEquals(member.Utf8Name))
            {
                return member;
            }
        }

        return null;
    }

    private void EnterName()
    {
        int size = _reader.ValueSpan.Length;
        Span<char> name = size <= 64 ? stackalloc char[64] : new char[size];
        _pointer.Enter(name[.._reader.CopyString(name)]);
    }

    private void Take(string pointer, bool listed)
    {
        if (pointer.Length == 0 && _isPlain)
        {
            throw Malformed("The configuration isn't a JSON object.");
        }

        int start = (int)_reader.TokenStartIndex;
        if (_isPlain)
        {
            RequireWellFormed();
        }

        _reader.Skip();

        _found.Add(new SecretValue(pointer, start, (int)_reader.BytesConsumed - start, listed));
    }

    private readonly void RequireWellFormed()
    {
        Utf8JsonReader ahead = _reader;
        try
        {
            do
            {
                if (ahead.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && IsBroken(ahead))
                {
                    throw Malformed("The value holds a replacement character.");
                }
            }
            while ((ahead.CurrentDepth > _reader.CurrentDepth || ahead.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                && ahead.Read());
        }
        catch (InvalidOperationException exception)
        {
            throw Malformed("The value holds half of a surrogate pair.", exception);
        }
    }

    // System.Text.Json reads no half of a surrogate pair, but it writes one as U+FFFD: a secret that is another one now.
    private static bool IsBroken(in Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? reader.GetString()!.Contains('\uFFFD') : reader.ValueSpan.IndexOf("\uFFFD"u8) >= 0;

    private readonly JsonException Malformed(string message, Exception? cause = null) => new(message, _pointer.Text.ToString(), null, null, cause);
}

/// <summary>A value in a JSON text.</summary>
/// <param name="Pointer">Where it stands.</param>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Listed">Whether the record lists it as encrypted.</param>
internal readonly record struct SecretValue(string Pointer, int Start, int Length, bool Listed)
{
    public int End => Start + Length;
}
