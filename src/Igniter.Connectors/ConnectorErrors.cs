using System.Globalization;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>The messages of the SDK's errors, in one place.</summary>
internal static class ConnectorErrors
{
    public static ConnectorException NotFound(ConnectionKey key) =>
        new(ConnectorErrorCodes.ConnectorNotFound, $"No connector has the key {Quote(key.Connector)}. Register it with AddConnectors() or AddConnector<T>().")
        {
            Metadata = Of(key),
        };

    public static ConnectorException NotConnected(ConnectionKey key) =>
        new(ConnectorErrorCodes.ConnectorNotConnected, $"Connector {Quote(key.Connector)} is not connected {Where(key)}. Connect it first.") { Metadata = Of(key) };

    public static ConnectorException DefaultConfigRequired(ConnectionKey key) =>
        new(
            ConnectorErrorCodes.ConnectorDefaultConfigRequired,
            $"Connector {Quote(key.Connector)} has no default configuration. Give it a [DefaultConfig] method, or call it through a scope it is connected in.")
        {
            Metadata = Of(key),
        };

    public static ConnectorException Disabled(ConnectionKey key) =>
        new(ConnectorErrorCodes.ConnectorDisabled, $"Connector {Quote(key.Connector)} is switched off {Where(key)}. Enable it first.") { Metadata = Of(key) };

    public static ConnectorException AlreadyConnected(ConnectionKey key) =>
        new(ConnectorErrorCodes.ConnectorAlreadyConnected, $"Connector {Quote(key.Connector)} is already connected {Where(key)}. Update it, or connect with ConnectMode.Upsert.")
        {
            Metadata = Of(key),
        };

    public static ConnectorException Conflict(ConnectionKey key) =>
        new(ConnectorErrorCodes.ConnectorConflict, $"Connector {Quote(key.Connector)} was changed by others each time this change was about to be stored. Try again.")
        {
            IsTransient = true,
            Metadata = Of(key),
        };

    public static ConnectorException ConfigInvalid(ConnectionKey key, IReadOnlyList<ConnectorValidationError> errors, Exception? cause) =>
        new(ConnectorErrorCodes.ConnectorConfigInvalid, $"The configuration of connector {Quote(key.Connector)} is invalid{Describe(errors)}", cause)
        {
            Metadata = Of(key) with { Errors = errors },
        };

    public static ConnectorException StoredConfigInvalid(ConnectionKey key, IReadOnlyList<ConnectorValidationError> errors, Exception? cause) =>
        new(
            ConnectorErrorCodes.ConnectorConfigInvalid,
            $"The stored configuration of connector {Quote(key.Connector)} no longer fits. Update it, or give the connector an [OnUpgrade] method. It is invalid{Describe(errors)}",
            cause)
        {
            Metadata = Of(key) with { Errors = errors },
        };

    public static ConnectorException HookFailed(ConnectionKey key, string hook, string? action, Exception cause) =>
        new(ConnectorErrorCodes.ConnectorActionFailed, $"[{hook}] of connector {Quote(key.Connector)} threw {cause.GetType().Name}.", cause)
        {
            IsTransient = IsTransient(cause),
            Metadata = Of(key, action),
        };

    public static ConnectorException ActionNotFound(ConnectionKey key, string action, string advice) =>
        new(ConnectorErrorCodes.ConnectorActionNotFound, $"Connector {Quote(key.Connector)} has no action {Quote(action)}{advice}.") { Metadata = Of(key, action) };

    public static ConnectorException InputInvalid(ConnectionKey key, string action, ContractFailure failure) =>
        new(
            ConnectorErrorCodes.ConnectorActionInputInvalid,
            $"The input of action {Quote(action)} of connector {Quote(key.Connector)} is invalid{Describe(failure.Errors)}",
            failure.Cause)
        {
            Metadata = Of(key, action) with { Errors = failure.Errors },
        };

    public static ConnectorException OutputInvalid(ConnectionKey key, string action, ContractFailure failure) =>
        new(
            ConnectorErrorCodes.ConnectorActionOutputInvalid,
            $"The result of action {Quote(action)} of connector {Quote(key.Connector)} is invalid{Describe(failure.Errors)}",
            failure.Cause)
        {
            Metadata = Of(key, action) with { Errors = failure.Errors },
        };

    public static ConnectorException ActionFailed(ConnectionKey key, string action, Exception cause) =>
        new(ConnectorErrorCodes.ConnectorActionFailed, $"Action {Quote(action)} of connector {Quote(key.Connector)} threw {cause.GetType().Name}.", cause)
        {
            IsTransient = IsTransient(cause),
            Metadata = Of(key, action),
        };

    public static ConnectorException ActionTimedOut(ConnectionKey key, string action, int seconds, Exception cause) =>
        new(
            ConnectorErrorCodes.ConnectorActionFailed,
            string.Create(CultureInfo.InvariantCulture, $"Action {Quote(action)} of connector {Quote(key.Connector)} ran past its {seconds} {(seconds == 1 ? "second" : "seconds")}."),
            cause)
        {
            IsTransient = true,
            Metadata = Of(key, action),
        };

    public static ConnectorException TestFailed(ConnectionKey key, Exception cause) =>
        new(ConnectorErrorCodes.ConnectorTestFailed, $"The test of connector {Quote(key.Connector)} failed with {cause.GetType().Name}.", cause)
        {
            IsTransient = IsTransient(cause),
            Metadata = Of(key),
        };

    public static ConnectorException TestNotFound(ConnectionKey key) =>
        new(ConnectorErrorCodes.ConnectorActionNotFound, $"Connector {Quote(key.Connector)} has no connection test. Give it a [TestConnection] method.")
        {
            Metadata = Of(key),
        };

    public static ConnectorException StoreFailed(ConnectionKey key, Exception cause) =>
        new(ConnectorErrorCodes.ConnectorDatabaseFailed, $"The connector store failed with {cause.GetType().Name}. Try again; if it persists, check the database.", cause)
        {
            IsTransient = true,
            Metadata = Of(key),
        };

    public static ConnectorException ScopeUnknown(string scope, IEnumerable<string> known) =>
        new(ConnectorErrorCodes.ConnectorScopeInvalid, $"No scope has the key {Quote(scope)}. Declared are: {string.Join(", ", known)}.")
        {
            Metadata = new ConnectorErrorMetadata { Scope = scope },
        };

    public static ConnectorException IdentityRequired(string scope) =>
        new(ConnectorErrorCodes.ConnectorScopeIdentifierRequired, $"Scope {Quote(scope)} needs an identity: say which tenant is meant.")
        {
            Metadata = new ConnectorErrorMetadata { Scope = scope },
        };

    public static ConnectorException IdentityInvalid(string scope) =>
        new(ConnectorErrorCodes.ConnectorScopeInvalid, $"The identity for scope {Quote(scope)} holds NUL or half a surrogate pair, which can't be stored.")
        {
            Metadata = new ConnectorErrorMetadata { Scope = scope },
        };

    public static ConnectorException ConnectionNameInvalid(string scope, string identity, int longest) =>
        new(
            ConnectorErrorCodes.ConnectorScopeInvalid,
            string.Create(CultureInfo.InvariantCulture, $"A connection's name has at most {longest} characters, and neither NUL nor half a surrogate pair."))
        {
            Metadata = new ConnectorErrorMetadata { Scope = scope, Identity = identity },
        };

    public static ConnectorErrorMetadata Of(ConnectionKey key, string? action = null) => new()
    {
        Connector = key.Connector,
        Action = action,
        Scope = key.Scope,
        Identity = key.Identity,
    };

    /// <summary>A caller's text in a message: cut, and without control characters.</summary>
    public static string Quote(string text)
    {
        const int Longest = 64;
        string cut = text.Length > Longest ? text[..Longest] + "…" : text;
        return cut.AsSpan().ContainsAnyInRange('\0', '\u001f') ? "'?'" : $"'{cut}'";
    }

    private static string Where(ConnectionKey key) =>
        (key.Name.Length > 0 ? $"under the name {Quote(key.Name)} " : "") + $"in this scope ({Quote(key.Scope)})";

    /// <summary>The first errors as the end of a sentence.</summary>
    public static string Describe(IReadOnlyList<ConnectorValidationError> errors)
    {
        const int Most = 5;
        List<string> texts = [];
        for (int i = 0; i < Math.Min(errors.Count, Most); i++)
        {
            texts.Add(errors[i].Path.Length == 0 ? errors[i].Message : $"{errors[i].Path} ({errors[i].Message})");
        }

        string text = string.Join(' ', texts);
        return errors.Count > Most ? $": {text} …" : $": {text}";
    }

    private static bool IsTransient(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: null } => true,
        HttpRequestException { StatusCode: { } status } => (int)status is 408 or 429 or >= 500,
        TimeoutException or OperationCanceledException or IOException => true,
        _ => false,
    };
}
