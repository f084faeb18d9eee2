namespace Igniter.Connectors.Generators;

/// <summary>A connector's webhook.</summary>
internal sealed record WebhookModel
{
    /// <summary>A <c>WebhookEndpointAttribute</c> as C#.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The <c>[HmacSignature]</c> attribute as C#; null for none.</summary>
    public required string? Hmac { get; init; }

    /// <summary>Whether <c>WebhookSignature.None</c> is written out.</summary>
    public required bool IsUnverified { get; init; }

    /// <summary>The configuration's member that holds the signing secret, or several; null for none.</summary>
    public required ConfigMemberModel? Secret { get; init; }

    /// <summary>The configuration's member that holds the token of Meta's handshake; null for none.</summary>
    public required ConfigMemberModel? VerifyToken { get; init; }

    public required EquatableArray<WebhookHandlerModel> Handlers { get; init; }
}

/// <summary>A member of the configuration that holds text.</summary>
/// <param name="Member">Its name as C# identifier.</param>
/// <param name="IsList">Whether it is a list of texts.</param>
internal sealed record ConfigMemberModel(string Member, bool IsList);

/// <summary>A webhook handler.</summary>
/// <param name="EventType">The event type; null for all others.</param>
/// <param name="Method">The method.</param>
/// <param name="PayloadTypeName">The payload's type as C#; null for none.</param>
/// <param name="PayloadTypeId">The payload's id in the type graph; null for none.</param>
internal sealed record WebhookHandlerModel(string? EventType, MethodModel Method, string? PayloadTypeName, string? PayloadTypeId);
