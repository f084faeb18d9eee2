namespace Igniter.Connectors.Generators;

/// <summary>Writes the class that holds an action's input: a property for each parameter, of its name.</summary>
internal static class InputEmitter
{
    private static readonly HashSet<string> Inherited = ["Equals", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    public static void Emit(SourceWriter writer, TypeModel type)
    {
        writer.Open($"internal sealed class {type.Id.ToIdentifier()}");
        foreach (MemberModel member in type.Members)
        {
            string modifier = Inherited.Contains(member.Name) ? "new " : "";

            // A type without annotation may be null as well, but the compiler wants a value for it.
            bool isNullByDefault = member.TypeName.EndsWith("?", StringComparison.Ordinal);
            string initializer = member.DefaultCode is { } value ? $" = {value};" : isNullByDefault ? "" : " = default!;";
            writer.Line($"public {modifier}{member.TypeName} {member.Name.ToIdentifier()} {{ get; set; }}{initializer}");
        }

        writer.Close().Line();
    }
}
