using System.Text.RegularExpressions;

namespace Igniter.Connectors.Analyzers;

/// <summary>
/// Finds repetitions within repetitions that let one text be matched in exponentially many ways. The pattern becomes an automaton with a state for
/// each character of it; it is exponentially ambiguous when a state can be left and reached again on two ways by the same text
/// (Weber and Seidl, "On the degree of ambiguity of finite automata", 1991).
/// </summary>
internal static class SlowPattern
{
    /// <summary>The text of the inner repetition; null for a pattern that has none, or doesn't parse.</summary>
    public static string? Find(string pattern)
    {
        try
        {
            _ = new Regex(pattern);
            foreach (PatternNode part in PatternParser.Parse(pattern))
            {
                if (HasNestedLoop(part, isRepeated: false) && PatternAutomaton.Of(part).FindAmbiguousLoop() is { } loop)
                {
                    return pattern.Substring(loop.Start, loop.Length);
                }
            }
        }
        catch (ArgumentException)
        {
            // Another rule says that it doesn't parse.
        }

        return null;
    }

    /// <summary>Spares most patterns the automaton.</summary>
    private static bool HasNestedLoop(PatternNode node, bool isRepeated) => node switch
    {
        LoopNode { IsUnbounded: true } loop => isRepeated || HasNestedLoop(loop.Body, isRepeated: true),
        LoopNode loop => HasNestedLoop(loop.Body, isRepeated),
        SequenceNode sequence => sequence.Parts.Any(part => HasNestedLoop(part, isRepeated)),
        ChoiceNode choice => choice.Choices.Any(part => HasNestedLoop(part, isRepeated)),
        _ => false,
    };
}
