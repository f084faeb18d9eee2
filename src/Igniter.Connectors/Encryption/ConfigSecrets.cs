using System.Text;
using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Which values of a configuration are secret, with the errors for configurations that can't be right.</summary>
internal static class ConfigSecrets
{
    /// <summary>Finds what has to be encrypted.</summary>
    /// <exception cref="ConnectorException">CONNECTOR_ENCRYPT_FAILED.</exception>
    public static List<SecretValue> FindPlain(ReadOnlySpan<byte> json, TypeShape shape, ConnectionKey key, string keyId)
    {
        try
        {
            return SecretFinder.FindPlain(json, shape);
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            throw EncryptionErrors.EncryptFailed(key, (exception as JsonException)?.Path ?? "", keyId, exception);
        }
    }

    /// <summary>Finds what a record says is encrypted, and makes sure that nothing else should be.</summary>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED.</exception>
    public static List<SecretValue> FindListed(ConnectionRecord record, TypeShape? shape)
    {
        PointerSet listed;
        List<SecretValue> values;
        try
        {
            // Mostly the list is what the shape says, in the order of the text.
            if (shape is not null && SecretFinder.FindByShape(record.Config.Span, shape) is var shaped && IsListOf(record.EncryptedPaths, shaped))
            {
                return shaped;
            }

            listed = PointerSet.Parse(record.EncryptedPaths);
            values = SecretFinder.FindByList(record.Config.Span, shape, listed);
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            throw EncryptionErrors.DecryptFailed(record.Key, "", record.KeyId, exception);
        }

        foreach (SecretValue value in values)
        {
            if (!value.Listed)
            {
                throw EncryptionErrors.DecryptFailed(record.Key, value.Pointer, record.KeyId);
            }
        }

        return values.Count == listed.Count
            ? values
            : throw EncryptionErrors.DecryptFailed(record.Key, listed.FirstMissing(values) ?? "", record.KeyId);
    }

    /// <summary>Finds the values at [Encrypted] positions of an encrypted configuration that has no list.</summary>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED.</exception>
    public static List<SecretValue> FindEnvelopes(ReadOnlySpan<byte> json, TypeShape shape, ConnectionKey key)
    {
        try
        {
            return SecretFinder.FindByShape(json, shape);
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            throw EncryptionErrors.DecryptFailed(key, "", keyId: "", exception);
        }
    }

    /// <summary>Reads the envelope that stands in a value's place.</summary>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED: the value isn't a text.</exception>
    public static string ReadEnvelope(ReadOnlySpan<byte> json, SecretValue value, ConnectionKey key, string keyId)
    {
        try
        {
            return Encoding.UTF8.GetString(JsonSplicer.Unquote(json.Slice(value.Start, value.Length)));
        }
        catch (InvalidOperationException exception)
        {
            throw EncryptionErrors.DecryptFailed(key, value.Pointer, keyId, exception);
        }
    }

    private static bool IsListOf(ReadOnlySpan<char> list, List<SecretValue> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            string pointer = values[i].Pointer;
            if (i > 0)
            {
                if (list.IsEmpty || list[0] != JsonPointer.ListSeparator)
                {
                    return false;
                }

                list = list[1..];
            }

            if (!list.StartsWith(pointer, StringComparison.Ordinal))
            {
                return false;
            }

            list = list[pointer.Length..];
        }

        return list.IsEmpty;
    }

    private static bool IsMalformed(Exception exception) => exception is JsonException or InvalidOperationException;
}
