namespace Igniter.Connectors.Generators;

/// <summary>What a connector declares about OAuth.</summary>
/// <param name="Attribute">The <c>[OAuth2]</c> attribute as C#.</param>
/// <param name="HasFlow">Whether users are sent to the provider, so that the client has <c>AuthorizeAsync</c>.</param>
/// <param name="Values">The configuration's properties that an endpoint may hold.</param>
internal sealed record OAuthModel(string Attribute, bool HasFlow, EquatableArray<OAuthValueModel> Values);

/// <summary>A property of the configuration that an endpoint may hold.</summary>
/// <param name="Name">Its name.</param>
/// <param name="EnumTypeName">Its type as C# if it is an enum; null for a text.</param>
/// <param name="EnumValues">The enum's values, each number once.</param>
internal sealed record OAuthValueModel(string Name, string? EnumTypeName, EquatableArray<EnumValueModel> EnumValues);
