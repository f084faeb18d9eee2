using Microsoft.Extensions.Compliance.Classification;

namespace Igniter.Connectors;

/// <summary>
/// The data classification of what the SDK takes out of free text. A redactor registered for it (<c>Microsoft.Extensions.Compliance.Redaction</c>) says
/// what stands there instead of <c>[redacted]</c>.
/// </summary>
public static class ConnectorDataClassification
{
    /// <summary>A secret: a token, a password, a credential.</summary>
    public static DataClassification Secret { get; } = new("Igniter.Connectors", "Secret");
}
