using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Igniter.Connectors;

/// <summary>
/// Names one connection: scope, identity, connector and connection name. All four compare ordinally, so <c>Org_1</c> and <c>org_1</c> are
/// different tenants everywhere.
/// </summary>
/// <param name="Scope">The scope's key.</param>
/// <param name="Identity">The tenant's identity; empty in a scope that needs none.</param>
/// <param name="Connector">The connector's key.</param>
/// <param name="Name">The connection's name; empty for the unnamed one.</param>
public sealed record ConnectionKey(string Scope, string Identity, string Connector, string Name)
{
    // Mostly the parts are no longer than this altogether.
    private const int StackLimit = 256;

    private string? _hash;
    private int _hashCode;

    // A copy made by `with` has other parts, so it computes its own hashes.
    private ConnectionKey(ConnectionKey original)
    {
        Scope = original.Scope;
        Identity = original.Identity;
        Connector = original.Connector;
        Name = original.Name;
    }

    /// <summary>
    /// SHA-256 of the four parts, each as UTF-8 after its length in four bytes (big endian), as lower-case hexadecimal: 64 characters.
    /// A store uses it as the unique key, so that neither collations nor index sizes matter.
    /// </summary>
    public string Hash => _hash ??= HashOf(Scope, Identity, Connector, Name);

    /// <inheritdoc/>
    public bool Equals(ConnectionKey? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Scope == other.Scope && Identity == other.Identity && Connector == other.Connector && Name == other.Name);

    /// <inheritdoc/>
    public override int GetHashCode() => _hashCode != 0 ? _hashCode : _hashCode = HashCode.Combine(Scope, Identity, Connector, Name);

    /// <summary>
    /// Writes the parts one after another, each as UTF-8 after its length in four bytes (big endian), so that no two lists of parts give the
    /// same bytes.
    /// </summary>
    internal static byte[] Encode(params ReadOnlySpan<string> parts)
    {
        byte[] bytes = new byte[SizeOf(parts)];
        Encode(bytes, parts);
        return bytes;
    }

    /// <summary>The same into the caller's memory.</summary>
    /// <returns>How many bytes were written.</returns>
    internal static int Encode(Span<byte> bytes, params ReadOnlySpan<string> parts)
    {
        Span<byte> rest = bytes;
        foreach (string part in parts)
        {
            int written = Encoding.UTF8.GetBytes(part, rest[sizeof(int)..]);
            BinaryPrimitives.WriteInt32BigEndian(rest, written);
            rest = rest[(sizeof(int) + written)..];
        }

        return bytes.Length - rest.Length;
    }

    /// <summary>The same, into the caller's memory where it is enough.</summary>
    internal static ReadOnlySpan<byte> EncodeWithin(Span<byte> memory, params ReadOnlySpan<string> parts)
    {
        int size = SizeOf(parts);
        Span<byte> bytes = size <= memory.Length ? memory : new byte[size];
        return bytes[..Encode(bytes, parts)];
    }

    /// <summary>SHA-256 of <see cref="Encode(ReadOnlySpan{string})"/>'s bytes as lower-case hexadecimal.</summary>
    internal static string HashOf(params ReadOnlySpan<string> parts)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(EncodeWithin(stackalloc byte[StackLimit], parts), hash);
        return Convert.ToHexStringLower(hash);
    }

    private static int SizeOf(ReadOnlySpan<string> parts)
    {
        int size = 0;
        foreach (string part in parts)
        {
            size += sizeof(int) + Encoding.UTF8.GetByteCount(part);
        }

        return size;
    }
}
