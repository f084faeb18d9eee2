namespace Igniter.Connectors.Generators;

/// <summary>Writes the validators of a graph's types.</summary>
internal static class ValidatorEmitter
{
    /// <summary>Whether there is anything to check in a type, at any depth.</summary>
    public static bool NeedsValidator(TypeGraph graph, string typeId) => false;

    /// <summary>C# expression for the <c>Validator&lt;T&gt;?</c> of a value that crosses the border: refuses null as well, unless it is allowed.</summary>
    public static string Expression(TypeGraph graph, string typeId, bool isNullable) => "null";

    /// <summary>Writes <c>Validate{Id}</c> methods for all types that need one, into the body of <c>IgniterGenerated</c>.</summary>
    public static void Emit(SourceWriter writer, TypeGraph graph)
    {
    }
}
