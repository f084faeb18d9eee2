namespace Igniter.Connectors;

/// <summary>Attributes that several events have.</summary>
internal static class EventAttributes
{
    public const string ErrorCode = "ctx.error.code";
    public const string ErrorMessage = "ctx.error.message";

    public static void AddEncryption(Dictionary<string, object> attributes, int encryptedFields)
    {
        attributes["ctx.connector.encrypted"] = encryptedFields > 0;
        attributes["ctx.connector.encryptedFields"] = encryptedFields;
    }

    public static void AddError(Dictionary<string, object> attributes, string code, string message)
    {
        attributes[ErrorCode] = code;
        attributes[ErrorMessage] = message;
    }
}
