namespace Igniter.Connectors;

/// <summary>How the names of secrets end, lower-case and without separators: one list for what the rules want marked (IGN0201) and what free text never shows.</summary>
internal static class SecretEndings
{
    // Keys by what they are for: an access key's id, a public key and a key that only finds something are no secrets.
    public static readonly string[] All =
    [
        "secret", "password", "passphrase", "passcode", "pwd", "token", "credential", "connectionstring",
        "apikey", "privatekey", "secretkey", "accesskey", "accountkey", "sharedkey", "masterkey", "authkey", "subscriptionkey", "licensekey",
        "signingkey", "signaturekey", "hmackey", "webhookkey", "encryptionkey", "decryptionkey",
    ];
}
