namespace Igniter.Connectors.Analyzers;

/// <summary>A part of a regular expression.</summary>
internal abstract record PatternNode;

/// <summary>One character. What can't be told, such as a backreference, has a set that overlaps with nothing.</summary>
/// <param name="Set">The characters it may be.</param>
internal sealed record CharacterNode(CharacterSet Set) : PatternNode;

/// <summary>What stands one behind another; nothing for an anchor.</summary>
/// <param name="Parts">The parts.</param>
internal sealed record SequenceNode(IReadOnlyList<PatternNode> Parts) : PatternNode;

/// <summary>One of several.</summary>
/// <param name="Choices">The alternatives.</param>
internal sealed record ChoiceNode(IReadOnlyList<PatternNode> Choices) : PatternNode;

/// <summary>A repetition.</summary>
/// <param name="Body">What is repeated.</param>
/// <param name="IsOptional">Whether it may be missing.</param>
/// <param name="IsUnbounded">Whether it may come any number of times.</param>
/// <param name="Start">Where it starts in the pattern.</param>
/// <param name="Length">How long it is in the pattern, quantifier included.</param>
internal sealed record LoopNode(PatternNode Body, bool IsOptional, bool IsUnbounded, int Start, int Length) : PatternNode;
