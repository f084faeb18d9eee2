namespace Igniter.Connectors.Generators;

/// <summary>A partial type's place in the source, as much of it as is needed to open it again.</summary>
/// <param name="Namespace">Its namespace as C#; empty for the global one.</param>
/// <param name="Headers">The declarations from the outermost type to the type itself: <c>partial class Outer</c>.</param>
/// <param name="Path">Namespace and names with dots, without escapes and type parameters; for people and file names.</param>
internal sealed record TypeDeclaration(string Namespace, EquatableArray<string> Headers, string Path);
