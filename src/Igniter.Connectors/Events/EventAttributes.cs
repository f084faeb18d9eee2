namespace Igniter.Connectors;

/// <summary>Attributes that several events have.</summary>
internal static class EventAttributes
{
    public static void AddEncryption(Dictionary<string, object> attributes, int encryptedFields)
    {
        attributes[AttributeNames.Encrypted] = encryptedFields > 0;
        attributes[AttributeNames.EncryptedFields] = encryptedFields;
    }
}
