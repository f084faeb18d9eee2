using System.ComponentModel;

namespace Igniter.Connectors.Descriptors;

/// <summary>What the compiler emits for a configuration's property that an OAuth endpoint may hold: one with a regular expression, or an enum.</summary>
/// <param name="Name">The property's name; compared without case.</param>
/// <param name="IsEnum">Whether its values are an enum's.</param>
/// <param name="Read">Reads its value from the configuration, an enum's as in JSON.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record OAuthValueDefinition(string Name, bool IsEnum, Func<object, string?> Read);
