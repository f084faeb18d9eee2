namespace Igniter.Connectors.Generators;

/// <summary>Ids of the rules that readers report.</summary>
internal static class Rules
{
    public const string NotPartial = "IGN0001";
    public const string BadKey = "IGN0002";
    public const string ConfigNotConstructible = "IGN0005";
    public const string ClassNotUsable = "IGN0006";
    public const string ReturnType = "IGN0101";
    public const string DuplicateActionKey = "IGN0102";
    public const string ByReferenceParameter = "IGN0103";
    public const string ClientMemberClash = "IGN0105";
    public const string ActionNotCallable = "IGN0106";

    /// <summary>A type has no JSON contract. Arguments: the path from the root, the type, why and the way out.</summary>
    public const string NoContract = "IGN0107";

    /// <summary>A validation attribute that its member's type, or its own arguments, make useless. Arguments: the attribute, the member, why.</summary>
    public const string AttributeDoesNotFit = "IGN0205";

    /// <summary>A regular expression that doesn't parse. Arguments: the attribute, the member, why.</summary>
    public const string PatternIsInvalid = "IGN0206";

    public const string HookSignature = "IGN0503";
}
