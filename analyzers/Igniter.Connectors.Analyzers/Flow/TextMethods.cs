using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Analyzers;

/// <summary>The framework's methods and constructors whose result holds what their arguments hold. All others end a secret's flow.</summary>
internal sealed class TextMethods(KnownSymbols symbols)
{
    private readonly HashSet<ISymbol> _methodsOf = Types(symbols,
        "System.String", "System.Convert", "System.Uri", "System.FormattableString", "System.MemoryExtensions", "System.Tuple", "System.ValueTuple",
        "System.Collections.Generic.KeyValuePair", "System.Collections.Immutable.ImmutableArray", "System.Linq.Enumerable", "System.Net.WebUtility",
        "System.Runtime.CompilerServices.FormattableStringFactory", "System.Text.Encoding", "System.Text.Encodings.Web.TextEncoder",
        "System.Text.Encodings.Web.UrlEncoder", "System.Text.Json.JsonSerializer", "System.Text.StringBuilder", "System.Threading.Tasks.Task",
        "System.Threading.Tasks.ValueTask", "System.Web.HttpUtility");

    private readonly HashSet<ISymbol> _constructorsOf = Types(symbols,
        "System.String", "System.Uri", "System.UriBuilder", "System.Collections.Generic.KeyValuePair`2", "System.Collections.Generic.List`1",
        "System.Collections.Generic.HashSet`1", "System.Collections.Generic.Dictionary`2", "System.Text.StringBuilder", "System.Tuple`1",
        "System.Tuple`2", "System.Tuple`3", "System.ReadOnlySpan`1", "System.Span`1", "System.ReadOnlyMemory`1", "System.Threading.Tasks.ValueTask`1");

    /// <summary>Whether a method's result holds what its arguments hold.</summary>
    public bool Keeps(IMethodSymbol method) =>
        !method.ReturnType.IsNumber() && !method.ReturnType.IsBoolean() && _methodsOf.Contains(method.ContainingType.OriginalDefinition);

    /// <summary>Whether an object made by its constructor shows what the arguments hold.</summary>
    public bool IsContainer(INamedTypeSymbol type) => _constructorsOf.Contains(type.OriginalDefinition);

    /// <summary>Whether a call puts its arguments into the object it is called on.</summary>
    public static bool Fills(IMethodSymbol method) =>
        !method.IsStatic && method.Name is "Add" or "Append" or "AppendFormat" or "AppendFormatted" or "AppendJoin" or "AppendLine" or "Enqueue" or "Insert" or "Push";

    /// <summary>Whether a call on a secret gives nothing of it away.</summary>
    public static bool IsHarmless(IMethodSymbol method) => method.Name == "GetType" || method.ReturnType.IsNumber() || method.ReturnType.IsBoolean();

    /// <summary>Whether a call writes an object with all its members, marked or not.</summary>
    public bool Serializes(IMethodSymbol method) =>
        method.ContainingType.Is(symbols.Type("System.Text.Json.JsonSerializer")) && method.Name.StartsWith("Serialize", StringComparison.Ordinal);

    private static HashSet<ISymbol> Types(KnownSymbols symbols, params string[] names) =>
        new(names.Select(symbols.Type).OfType<ISymbol>(), SymbolEqualityComparer.Default);
}
