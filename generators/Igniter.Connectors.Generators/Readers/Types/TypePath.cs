using System.Text;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>The way from a root to the type that is being read: <c>Config.Endpoints[].Handler</c>.</summary>
internal sealed class TypePath
{
    private readonly List<(string Segment, ISymbol? Owner)> _steps = [];

    /// <summary>The innermost symbol on the way that stands in source, so that a problem can be shown there.</summary>
    public ISymbol Owner =>
        (_steps.FindLast(step => step.Owner is { DeclaringSyntaxReferences.IsEmpty: false }).Owner ?? _steps.Find(step => step.Owner is not null).Owner)!;

    /// <summary>Goes a step further, until the result is disposed.</summary>
    /// <param name="segment">A member's name; <c>[]</c> for the items of a collection.</param>
    /// <param name="owner">The symbol that mentions the type, if it is another than before.</param>
    public Step Enter(string segment, ISymbol? owner)
    {
        _steps.Add((segment, owner));
        return new Step(this);
    }

    public override string ToString()
    {
        StringBuilder path = new();
        foreach ((string segment, _) in _steps)
        {
            path.Append(path.Length > 0 && segment.Length > 0 && segment[0] != '[' ? "." : "").Append(segment);
        }

        return path.ToString();
    }

    public readonly ref struct Step(TypePath path)
    {
        public void Dispose() => path._steps.RemoveAt(path._steps.Count - 1);
    }
}
