using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Tells what can't be JSON, whatever its attributes are.</summary>
internal static class UnsupportedTypes
{
    /// <summary>Generic types that mention themselves with ever longer arguments end here.</summary>
    private const int MaximumNesting = 16;

    private const string WayOut = "leave it out with [JsonIgnore], or give it a [JsonConverter]";

    /// <summary>Why a type has no contract; empty where the compiler says it already; null where nothing is against it.</summary>
    public static string? Find(ITypeSymbol type, ReaderContext context) => type switch
    {
        IErrorTypeSymbol => "",
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => "it is a pointer: " + WayOut,
        ITypeParameterSymbol => "it is an open generic type: use a closed one",
        IArrayTypeSymbol { IsSZArray: false } => "it is a multi-dimensional array: use an array of arrays",
        { IsRefLikeType: true } => "it is a ref struct: use an ordinary type",
        { TypeKind: TypeKind.Delegate } or { SpecialType: SpecialType.System_Delegate or SpecialType.System_MulticastDelegate } =>
            "it is a delegate: " + WayOut,
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => "it is an address: use long or ulong",
        INamedTypeSymbol named => Find(named, context),
        _ => null,
    };

    private static string? Find(INamedTypeSymbol type, ReaderContext context) => type switch
    {
        _ when type.Is("System", "Type") => "it is a run-time type: use its name",
        _ when type.OriginalDefinition.Is("System.Collections.Generic", "IAsyncEnumerable") || type.Is("System.IO", "Stream") =>
            "it is a stream: return it from the action itself as IAsyncEnumerable, or use a list or an array",
        { IsFileLocal: true } => "it is a file-local type, which generated code can't name: make it internal",
        { IsAnonymousType: true } => "it is an anonymous type: declare a record",
        _ when Nesting(type) > MaximumNesting => "its type arguments are nested without end: leave one of its members out with [JsonIgnore]",
        _ when !context.IsAccessible(type) => "generated code can't reach it: make it internal or public",
        _ => null,
    };

    private static int Nesting(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Nesting(array.ElementType),
        INamedTypeSymbol { TypeArguments.IsEmpty: false } generic => 1 + generic.TypeArguments.Max(Nesting),
        _ => 0,
    };
}
