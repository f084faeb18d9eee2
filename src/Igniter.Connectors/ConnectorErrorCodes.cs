namespace Igniter.Connectors;

/// <summary>The stable codes of <see cref="ConnectorException.Code"/>.</summary>
public static class ConnectorErrorCodes
{
    /// <summary>No connector has this key. HTTP status 404.</summary>
    public const string ConnectorNotFound = "CONNECTOR_NOT_FOUND";

    /// <summary>This scope has no such connection. HTTP status 404.</summary>
    public const string ConnectorNotConnected = "CONNECTOR_NOT_CONNECTED";

    /// <summary>The connection is switched off. HTTP status 409.</summary>
    public const string ConnectorDisabled = "CONNECTOR_DISABLED";

    /// <summary>A connection exists and the caller asked to create one only. HTTP status 409.</summary>
    public const string ConnectorAlreadyConnected = "CONNECTOR_ALREADY_CONNECTED";

    /// <summary>The configuration fails its validation. HTTP status 400.</summary>
    public const string ConnectorConfigInvalid = "CONNECTOR_CONFIG_INVALID";

    /// <summary>A call without a scope needs a default configuration. HTTP status 400.</summary>
    public const string ConnectorDefaultConfigRequired = "CONNECTOR_DEFAULT_CONFIG_REQUIRED";

    /// <summary>The connector has no such action. HTTP status 404.</summary>
    public const string ConnectorActionNotFound = "CONNECTOR_ACTION_NOT_FOUND";

    /// <summary>The input fails its validation or doesn't parse. HTTP status 400.</summary>
    public const string ConnectorActionInputInvalid = "CONNECTOR_ACTION_INPUT_INVALID";

    /// <summary>The result fails its own annotations. HTTP status 502.</summary>
    public const string ConnectorActionOutputInvalid = "CONNECTOR_ACTION_OUTPUT_INVALID";

    /// <summary>The connector's code threw, or ran past its time. HTTP status 502.</summary>
    public const string ConnectorActionFailed = "CONNECTOR_ACTION_FAILED";

    /// <summary>The connection test failed. HTTP status 502.</summary>
    public const string ConnectorTestFailed = "CONNECTOR_TEST_FAILED";

    /// <summary>The scope is unknown, or the identity holds NUL or a lone surrogate. HTTP status 400.</summary>
    public const string ConnectorScopeInvalid = "CONNECTOR_SCOPE_INVALID";

    /// <summary>The scope needs an identity. HTTP status 400.</summary>
    public const string ConnectorScopeIdentifierRequired = "CONNECTOR_SCOPE_IDENTIFIER_REQUIRED";

    /// <summary>The SDK was built without a store. HTTP status 500.</summary>
    public const string ConnectorDatabaseRequired = "CONNECTOR_DATABASE_REQUIRED";

    /// <summary>The store failed. HTTP status 503.</summary>
    public const string ConnectorDatabaseFailed = "CONNECTOR_DATABASE_FAILED";

    /// <summary>A change was lost to others after its retries. HTTP status 409.</summary>
    public const string ConnectorConflict = "CONNECTOR_CONFLICT";

    /// <summary>The connector has no OAuth, or no client credentials. HTTP status 400.</summary>
    public const string ConnectorOAuthNotConfigured = "CONNECTOR_OAUTH_NOT_CONFIGURED";

    /// <summary>The state is unknown, used, expired or another browser's. HTTP status 400.</summary>
    public const string ConnectorOAuthStateInvalid = "CONNECTOR_OAUTH_STATE_INVALID";

    /// <summary>The provider sent an error back. HTTP status 400.</summary>
    public const string ConnectorOAuthDenied = "CONNECTOR_OAUTH_DENIED";

    /// <summary>The code exchange failed. HTTP status 502.</summary>
    public const string ConnectorOAuthTokenFailed = "CONNECTOR_OAUTH_TOKEN_FAILED";

    /// <summary>The token answer wasn't understood. HTTP status 502.</summary>
    public const string ConnectorOAuthParseTokenFailed = "CONNECTOR_OAUTH_PARSE_TOKEN_FAILED";

    /// <summary>The user-info answer wasn't understood. HTTP status 502.</summary>
    public const string ConnectorOAuthParseUserInfoFailed = "CONNECTOR_OAUTH_PARSE_USERINFO_FAILED";

    /// <summary>The refresh failed and may work later. HTTP status 502.</summary>
    public const string ConnectorOAuthRefreshFailed = "CONNECTOR_OAUTH_REFRESH_FAILED";

    /// <summary>The grant lacks a permission that the action needs. HTTP status 403.</summary>
    public const string ConnectorOAuthScopeInsufficient = "CONNECTOR_OAUTH_SCOPE_INSUFFICIENT";

    /// <summary>The return URL isn't local and not on the list. HTTP status 400.</summary>
    public const string ConnectorReturnUrlInvalid = "CONNECTOR_RETURN_URL_INVALID";

    /// <summary>The grant is dead; the user must connect again. HTTP status 409.</summary>
    public const string ConnectorReauthorizationRequired = "CONNECTOR_REAUTHORIZATION_REQUIRED";

    /// <summary>The connector has no webhook, or the URL's secret is unknown. HTTP status 404.</summary>
    public const string ConnectorWebhookNotConfigured = "CONNECTOR_WEBHOOK_NOT_CONFIGURED";

    /// <summary>The payload doesn't parse or fails its validation. HTTP status 400.</summary>
    public const string ConnectorWebhookValidationFailed = "CONNECTOR_WEBHOOK_VALIDATION_FAILED";

    /// <summary>The signature or the timestamp is wrong. HTTP status 401.</summary>
    public const string ConnectorWebhookVerificationFailed = "CONNECTOR_WEBHOOK_VERIFICATION_FAILED";

    /// <summary>The body is over the limit. HTTP status 413.</summary>
    public const string ConnectorWebhookTooLarge = "CONNECTOR_WEBHOOK_TOO_LARGE";

    /// <summary>The method isn't POST. HTTP status 405.</summary>
    public const string ConnectorWebhookMethodNotAllowed = "CONNECTOR_WEBHOOK_METHOD_NOT_ALLOWED";

    /// <summary>The webhook handler threw. HTTP status 500.</summary>
    public const string ConnectorWebhookFailed = "CONNECTOR_WEBHOOK_FAILED";

    /// <summary>Encryption failed. HTTP status 500.</summary>
    public const string ConnectorEncryptFailed = "CONNECTOR_ENCRYPT_FAILED";

    /// <summary>A stored value can't be decrypted: its key is unknown, or it was changed or moved. HTTP status 500.</summary>
    public const string ConnectorDecryptFailed = "CONNECTOR_DECRYPT_FAILED";

    /// <summary><c>IGNITER_SECRET</c> is missing or under 32 characters. HTTP status 500.</summary>
    public const string ConnectorEncryptionSecretRequired = "CONNECTOR_ENCRYPTION_SECRET_REQUIRED";

    /// <summary>A connector was registered without what it needs. HTTP status 500.</summary>
    public const string ConnectorBuildConfigRequired = "CONNECTOR_BUILD_CONFIG_REQUIRED";

    /// <summary>No scope was declared. HTTP status 500.</summary>
    public const string ConnectorBuildScopesRequired = "CONNECTOR_BUILD_SCOPES_REQUIRED";

    /// <summary>No connector was registered. HTTP status 500.</summary>
    public const string ConnectorBuildConnectorsRequired = "CONNECTOR_BUILD_CONNECTORS_REQUIRED";

    /// <summary>The set-up is wrong otherwise. HTTP status 500.</summary>
    public const string ConnectorConfigurationInvalid = "CONNECTOR_CONFIGURATION_INVALID";

    internal static int StatusOf(string code) => code switch
    {
        ConnectorConfigInvalid
            or ConnectorDefaultConfigRequired
            or ConnectorActionInputInvalid
            or ConnectorScopeInvalid
            or ConnectorScopeIdentifierRequired
            or ConnectorOAuthNotConfigured
            or ConnectorOAuthStateInvalid
            or ConnectorOAuthDenied
            or ConnectorReturnUrlInvalid
            or ConnectorWebhookValidationFailed => 400,
        ConnectorWebhookVerificationFailed => 401,
        ConnectorOAuthScopeInsufficient => 403,
        ConnectorNotFound
            or ConnectorNotConnected
            or ConnectorActionNotFound
            or ConnectorWebhookNotConfigured => 404,
        ConnectorWebhookMethodNotAllowed => 405,
        ConnectorDisabled
            or ConnectorAlreadyConnected
            or ConnectorConflict
            or ConnectorReauthorizationRequired => 409,
        ConnectorWebhookTooLarge => 413,
        ConnectorActionOutputInvalid
            or ConnectorActionFailed
            or ConnectorTestFailed
            or ConnectorOAuthTokenFailed
            or ConnectorOAuthParseTokenFailed
            or ConnectorOAuthParseUserInfoFailed
            or ConnectorOAuthRefreshFailed => 502,
        ConnectorDatabaseFailed => 503,
        _ => 500,
    };
}
