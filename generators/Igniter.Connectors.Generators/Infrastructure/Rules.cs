namespace Igniter.Connectors.Generators;

/// <summary>Ids of the rules that readers report.</summary>
internal static partial class Rules
{
    /// <summary>A type has no JSON contract. Arguments: the path from the root, the type, why and the way out.</summary>
    public const string NoContract = "IGN0107";
}
