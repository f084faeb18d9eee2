using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>
/// Tells on what the declarations in a file depend: its own surface and the surfaces of the files that declare what it names, and so on; what
/// counts everywhere; the references and options. As long as that is the same, the models of its connectors are.
/// </summary>
internal sealed class Surroundings
{
    /// <summary>Where a file depends on more files than this, it is taken to depend on all.</summary>
    private const int MostFiles = 32;

    private static readonly ConditionalWeakTable<Compilation, Surroundings> Known = new();

    private readonly FileSurface[] _files;
    private readonly Dictionary<SyntaxTree, int> _positions = [];
    private readonly Dictionary<string, List<int>> _declaring = new(StringComparer.Ordinal);
    private readonly int[]?[] _named;
    private readonly HashSet<int> _everywhere = [];
    private readonly StableHash _common = StableHash.Start;
    private readonly Lazy<ulong> _all;
    private readonly CompilationOptions _options;
    private readonly ImmutableArray<MetadataReference> _references;

    private Surroundings(Compilation compilation)
    {
        _files = [.. compilation.SyntaxTrees.Select(FileSurface.Of)];
        _named = new int[]?[_files.Length];
        _options = compilation.Options;
        _references = compilation.ExternalReferences;
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            int position = _positions.Count;
            _positions.Add(tree, position);
            foreach (string name in _files[position].TypeNames)
            {
                (_declaring.TryGetValue(name, out List<int> files) ? files : _declaring[name] = []).Add(position);
            }
        }

        _common.Add(compilation.AssemblyName ?? "");
        foreach (string name in _files.SelectMany(file => file.Namespaces).Distinct().OrderBy(name => name, StringComparer.Ordinal))
        {
            _common.Add(name);
        }

        // What is everywhere drags along what it names.
        _ = Collect(Enumerable.Range(0, _files.Length).Where(position => _files[position].IsEverywhere), _everywhere, int.MaxValue);
        _common.Add(HashOf(_everywhere));
        _all = new(() => HashOf(Enumerable.Range(0, _files.Length)));
    }

    public static Surroundings Of(Compilation compilation) => Known.GetValue(compilation, static unknown => new Surroundings(unknown));

    /// <summary>What the declarations in a file depend on.</summary>
    public Dependence Of(SyntaxTree tree)
    {
        HashSet<int> files = [];
        bool isClosed = Collect([_positions[tree]], files, MostFiles);
        StableHash hash = _common;
        hash.Add(isClosed ? HashOf(files) : _all.Value);
        return new(hash.Value, _options, _references);
    }

    /// <summary>Adds files and those they depend on. Gives whether there weren't too many.</summary>
    private bool Collect(IEnumerable<int> start, HashSet<int> files, int most)
    {
        Stack<int> open = new(start);
        while (open.Count > 0)
        {
            int position = open.Pop();
            if (!files.Add(position))
            {
                continue;
            }

            if (files.Count > most)
            {
                return false;
            }

            foreach (int next in _named[position] ??= Name(_files[position]))
            {
                if (!files.Contains(next) && (ReferenceEquals(files, _everywhere) || !_everywhere.Contains(next)))
                {
                    open.Push(next);
                }
            }
        }

        return true;
    }

    /// <summary>The files that declare what a file names.</summary>
    private int[] Name(FileSurface file)
    {
        HashSet<int> named = [];
        foreach (string identifier in file.Content.Identifiers)
        {
            if (_declaring.TryGetValue(identifier, out List<int> files))
            {
                named.UnionWith(files);
            }
        }

        return [.. named];
    }

    /// <summary>In their order, which is the order of a partial type's members.</summary>
    private ulong HashOf(IEnumerable<int> files)
    {
        StableHash hash = StableHash.Start;
        foreach (int position in files.OrderBy(position => position))
        {
            hash.Add(_files[position].Content.Hash);
        }

        return hash.Value;
    }
}
