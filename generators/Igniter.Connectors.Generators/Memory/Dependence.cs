using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>What the declarations in a file depend on, to be compared with what they depended on before.</summary>
/// <param name="hash">Of the surfaces of all files that matter.</param>
/// <param name="options">The compilation's options.</param>
/// <param name="references">The compilation's references.</param>
internal sealed class Dependence(ulong hash, CompilationOptions options, ImmutableArray<MetadataReference> references)
{
    public bool IsSame(Dependence other) => hash == other.Hash && options.Equals(other.Options) && references.SequenceEqual(other.References);

    private ulong Hash => hash;

    private CompilationOptions Options => options;

    private ImmutableArray<MetadataReference> References => references;
}
