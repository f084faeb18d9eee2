using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors.Tests.Encryption;

/// <summary>Shapes that generated code would have for hand-written types.</summary>
internal static class Shapes
{
    public const MemberTraits Encrypted = MemberTraits.Encrypted;

    /// <summary><c>{ botToken (encrypted), chatId }</c>.</summary>
    public static TypeShape Telegram { get; } = TypeShape.Of(new("botToken", Encrypted), new("chatId"));

    /// <summary><c>{ name, token (encrypted), children: [self], byName: { *: self } }</c>.</summary>
    public static TypeShape Tree { get; } = TypeShape.Of(
        new("name"),
        new("token", Encrypted),
        new("children", Type: () => TypeShape.ListOf(() => Tree!)),
        new("byName", Type: () => TypeShape.DictionaryOf(() => Tree!)));
}
