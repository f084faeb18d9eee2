namespace Igniter.Connectors.Generators;

/// <summary>Ids of the rules that readers report.</summary>
internal static class Rules
{
    /// <summary>A connector, or a type around it, can't be opened again. Arguments: the class, the connector's key.</summary>
    public const string NotPartial = "IGN0001";

    /// <summary>Argument: the key.</summary>
    public const string BadKey = "IGN0002";

    /// <summary>Arguments: the configuration's type, the connector, why.</summary>
    public const string ConfigNotConstructible = "IGN0005";

    /// <summary>Arguments: the class, why.</summary>
    public const string ClassNotUsable = "IGN0006";

    /// <summary>Arguments: the method, what it returns.</summary>
    public const string ReturnType = "IGN0101";

    /// <summary>Argument: the key.</summary>
    public const string DuplicateActionKey = "IGN0102";

    /// <summary>Arguments: the parameter, why.</summary>
    public const string ParameterNotInput = "IGN0103";

    /// <summary>Argument: the method.</summary>
    public const string ClientMemberClash = "IGN0105";

    /// <summary>Argument: the method.</summary>
    public const string ActionNotCallable = "IGN0106";

    /// <summary>A type has no JSON contract. Arguments: the path from the root, the type, why and the way out.</summary>
    public const string NoContract = "IGN0107";

    /// <summary>A validation attribute that its member's type, or its own arguments, make useless. Arguments: the attribute, the member, why.</summary>
    public const string AttributeDoesNotFit = "IGN0205";

    /// <summary>A regular expression that doesn't parse. Arguments: the attribute, the member, why.</summary>
    public const string PatternIsInvalid = "IGN0206";

    /// <summary>A hook, or a webhook's handler, can't be called, or is there twice. Arguments: the method, its attribute, why.</summary>
    public const string HookSignature = "IGN0503";
}
