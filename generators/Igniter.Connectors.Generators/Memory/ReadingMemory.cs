using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>
/// Remembers what was read from a class. After every edit, wherever it is, the compiler asks for every connector again; binding all of them anew
/// would take far longer than finding out that nothing they depend on has changed. What is remembered lives no longer than the class's syntax.
/// </summary>
internal static class ReadingMemory
{
    private static readonly ConditionalWeakTable<SyntaxNode, Slot> Slots = new();

    /// <summary>Gives what was read before, or reads.</summary>
    /// <param name="part">The part of the class with the attribute.</param>
    /// <param name="compilation">The compilation it is in.</param>
    /// <param name="read">Reads the class.</param>
    public static ConnectorModel? Recall(SyntaxNode part, Compilation compilation, Func<ConnectorModel?> read)
    {
        Dependence dependence = Surroundings.Of(compilation).Of(part.SyntaxTree);
        Slot slot = Slots.GetOrCreateValue(part);
        if (slot.Last is { } last && last.Dependence.IsSame(dependence))
        {
            return last.Model;
        }

        ConnectorModel? model = read();
        slot.Last = new(dependence, model);
        return model;
    }

    private sealed class Slot
    {
        private volatile Reading? _last;

        public Reading? Last
        {
            get => _last;
            set => _last = value;
        }
    }

    private sealed record Reading(Dependence Dependence, ConnectorModel? Model);
}
