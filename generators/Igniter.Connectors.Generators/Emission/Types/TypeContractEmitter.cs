namespace Igniter.Connectors.Generators;

/// <summary>
/// Writes, into the body of <c>IgniterGenerated</c>, the input classes, the JSON contracts, the shapes and a <c>{Id}Contract</c> property for every root.
/// </summary>
internal static class TypeContractEmitter
{
    public static void Emit(SourceWriter writer, TypeGraph graph) => throw new NotImplementedException();
}
