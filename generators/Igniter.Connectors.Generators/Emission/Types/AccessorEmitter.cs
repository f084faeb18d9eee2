namespace Igniter.Connectors.Generators;

/// <summary>Writes <c>[UnsafeAccessor]</c> methods.</summary>
internal static class AccessorEmitter
{
    private const string Services = "global::System.Runtime.CompilerServices";

    /// <summary>C# that names the method.</summary>
    public static string Name(AccessorModel accessor) => accessor.TypeParameters.Length == 0
        ? accessor.Id.ToIdentifier()
        : $"{accessor.Id.ToIdentifier()}{accessor.TypeArguments}.Call";

    public static void Emit(SourceWriter writer, AccessorModel accessor)
    {
        // For a member of a generic type, the runtime wants the method in a class with the same type parameters.
        bool isGeneric = accessor.TypeParameters.Length > 0;
        if (isGeneric)
        {
            writer.Open($"private static class {accessor.Id.ToIdentifier()}{accessor.TypeParameters}{accessor.Constraints}");
        }

        string target = accessor.Kind == "Constructor" ? "" : $", Name = {Literals.Of(accessor.Target)}";
        writer.Line($"[{Services}.UnsafeAccessor({Services}.UnsafeAccessorKind.{accessor.Kind}{target})]")
            .Line($"internal static extern {Signature(accessor, isGeneric ? "Call" : accessor.Id.ToIdentifier())};");

        if (isGeneric)
        {
            writer.Close();
        }

        writer.Line();
    }

    private static string Signature(AccessorModel accessor, string name)
    {
        string self = (accessor.IsDeclaringTypeReference ? "" : "ref ") + accessor.DeclaringType + " self";
        return accessor switch
        {
            { Kind: "Constructor" } => $"{accessor.DeclaringType} {name}({accessor.ValueType})",
            { Kind: "Field" } => $"ref {accessor.ValueType} {name}({self})",
            _ when accessor.Target.StartsWith("get_", StringComparison.Ordinal) => $"{accessor.ValueType} {name}({self})",
            _ => $"void {name}({self}, {accessor.ValueType} value)",
        };
    }
}
