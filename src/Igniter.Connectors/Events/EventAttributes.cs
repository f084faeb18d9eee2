namespace Igniter.Connectors;

/// <summary>Attributes that several events have.</summary>
internal static class EventAttributes
{
    public static void AddEncryption(Dictionary<string, object> attributes, int encryptedFields)
    {
        attributes[AttributeNames.Encrypted] = encryptedFields > 0;
        attributes[AttributeNames.EncryptedFields] = encryptedFields;
    }

    public static void AddError(Dictionary<string, object> attributes, string code, string message)
    {
        attributes[AttributeNames.ErrorCode] = code;
        attributes[AttributeNames.ErrorMessage] = message;
    }
}
