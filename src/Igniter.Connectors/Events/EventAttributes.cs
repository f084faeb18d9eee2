namespace Igniter.Connectors;

/// <summary>Attributes that several events have.</summary>
internal static class EventAttributes
{
    public static void AddEncryption(Dictionary<string, object> attributes, int encryptedFields)
    {
        attributes[AttributeNames.Encrypted] = encryptedFields > 0;
        attributes[AttributeNames.EncryptedFields] = encryptedFields;
    }

    /// <summary>Cuts texts that are too long: callers choose identities and names.</summary>
    public static void Cut(Dictionary<string, object> attributes)
    {
        foreach ((string name, object value) in attributes)
        {
            if (value is string text)
            {
                attributes[name] = TextRedactor.Cut(text);
            }
        }
    }
}
