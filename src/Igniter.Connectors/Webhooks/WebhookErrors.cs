namespace Igniter.Connectors;

/// <summary>The messages of what goes wrong with deliveries. They name the connector, never the secret or what was sent.</summary>
internal static class WebhookErrors
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public static ConnectorException MethodNotAllowed(ConnectionKey key) =>
        Of(key, ConnectorErrorCodes.ConnectorWebhookMethodNotAllowed, $"The webhook of connector {Name(key)} takes POST only.");

    public static ConnectorException NotFound(ConnectionKey key) =>
        Of(key, ConnectorErrorCodes.ConnectorWebhookNotConfigured, $"No connection of connector {Name(key)} that is switched on has this webhook secret.");

    public static ConnectorException TooLarge(ConnectionKey key) =>
        Of(key, ConnectorErrorCodes.ConnectorWebhookTooLarge, $"A delivery to the webhook of connector {Name(key)} is larger than allowed.");

    public static ConnectorException NotVerified(ConnectionKey key, string reason, Exception? cause = null) =>
        Of(key, ConnectorErrorCodes.ConnectorWebhookVerificationFailed, $"A delivery to the webhook of connector {Name(key)} isn't genuine. {reason}", cause);

    public static ConnectorException PayloadInvalid(ConnectionKey key, IReadOnlyList<ConnectorValidationError> errors, Exception? cause = null) =>
        new(
            ConnectorErrorCodes.ConnectorWebhookValidationFailed,
            $"A delivery to the webhook of connector {Name(key)} is invalid{ConnectorErrors.Describe(errors)}",
            cause)
        {
            Metadata = ConnectorErrors.Of(key) with { Errors = errors },
        };

    public static ConnectorException InProgress(ConnectionKey key) =>
        new(ConnectorErrorCodes.ConnectorConflict, $"The same delivery to the webhook of connector {Name(key)} is being handled.")
        {
            IsTransient = true,
            RetryAfter = RetryAfter,
            Metadata = ConnectorErrors.Of(key),
        };

    public static ConnectorException Failed(ConnectionKey key, Exception cause) =>
        Of(key, ConnectorErrorCodes.ConnectorWebhookFailed, $"The webhook handler of connector {Name(key)} threw {cause.GetType().Name}.", cause);

    public static ConnectorException NotConfigured(ConnectionKey key) =>
        Of(key, ConnectorErrorCodes.ConnectorWebhookNotConfigured, $"Connector {Name(key)} has no webhook.");

    public static ConnectorException AddressRequired(ConnectionKey key) =>
        Of(
            key,
            ConnectorErrorCodes.ConnectorConfigurationInvalid,
            $"The webhook of connector {Name(key)} needs an address. Set {PublicAddress.VariableName} to the one under which this application is reached, "
                + "for example https://app.example.com.");

    private static ConnectorException Of(ConnectionKey key, string code, string message, Exception? cause = null) =>
        new(code, message, cause) { Metadata = ConnectorErrors.Of(key) };

    private static string Name(ConnectionKey key) => ConnectorErrors.Quote(key.Connector);
}
