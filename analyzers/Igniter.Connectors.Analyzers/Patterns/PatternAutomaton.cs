namespace Igniter.Connectors.Analyzers;

/// <summary>
/// A pattern as an automaton without empty steps (Glushkov's construction): a state is a character of the pattern, a step leads to one that may
/// follow. A step that two repetitions make is counted twice, since it is two ways.
/// </summary>
internal sealed class PatternAutomaton
{
    /// <summary>Patterns that people write stay far below; one that is beyond isn't judged.</summary>
    private const int MostStates = 400;

    private const int MostSteps = 2_000_000;

    private readonly List<CharacterSet> _sets = [];
    private readonly List<Dictionary<int, int>> _steps = [];

    /// <summary>For each state the innermost unbounded repetition within another one that it belongs to.</summary>
    private readonly List<LoopNode?> _loops = [];

    private readonly Stack<LoopNode> _open = new();

    public static PatternAutomaton Of(PatternNode pattern)
    {
        PatternAutomaton automaton = new();
        automaton.Add(pattern);
        return automaton;
    }

    /// <summary>A repetition in which a text can be matched on two ways over and over again; null for none.</summary>
    public LoopNode? FindAmbiguousLoop()
    {
        if (_sets.Count > MostStates)
        {
            return null;
        }

        int steps = MostSteps;
        bool[][] reaches = Reach();
        for (int state = 0; state < _sets.Count; state++)
        {
            foreach (KeyValuePair<int, int> step in _steps[state])
            {
                if (step.Value > 1 && reaches[step.Key][state])
                {
                    return _loops[state] ?? _loops[step.Key];
                }
            }
        }

        for (int state = 0; state < _sets.Count && steps > 0; state++)
        {
            if (_loops[state] is { } loop && reaches[state][state] && ReturnsOnTwoWays(state, reaches, ref steps))
            {
                return loop;
            }
        }

        return null;
    }

    /// <summary>Whether two different ways lead from a state back to it by the same text.</summary>
    private bool ReturnsOnTwoWays(int state, bool[][] reaches, ref int steps)
    {
        // A pair of states, and whether they have been different on the way.
        HashSet<(int Left, int Right, bool Differed)> seen = [(state, state, false)];
        Stack<(int Left, int Right, bool Differed)> open = new(seen);
        while (open.Count > 0)
        {
            (int left, int right, bool differed) = open.Pop();
            foreach (int nextLeft in _steps[left].Keys)
            {
                foreach (int nextRight in _steps[right].Keys)
                {
                    if (--steps < 0)
                    {
                        return false;
                    }

                    if (!reaches[nextLeft][state] || !reaches[nextRight][state]
                        || (nextLeft != nextRight && !_sets[nextLeft].Overlaps(_sets[nextRight])))
                    {
                        continue;
                    }

                    bool differ = differed || nextLeft != nextRight;
                    if (differ && nextLeft == state && nextRight == state)
                    {
                        return true;
                    }

                    if (seen.Add((nextLeft, nextRight, differ)))
                    {
                        open.Push((nextLeft, nextRight, differ));
                    }
                }
            }
        }

        return false;
    }

    private bool[][] Reach()
    {
        bool[][] reaches = new bool[_sets.Count][];
        for (int start = 0; start < _sets.Count; start++)
        {
            reaches[start] = new bool[_sets.Count];
            Stack<int> open = new([start]);
            while (open.Count > 0)
            {
                foreach (int next in _steps[open.Pop()].Keys)
                {
                    if (!reaches[start][next])
                    {
                        reaches[start][next] = true;
                        open.Push(next);
                    }
                }
            }
        }

        return reaches;
    }

    private Ends Add(PatternNode node) => node switch
    {
        CharacterNode character => AddState(character.Set),
        SequenceNode sequence => AddSequence(sequence),
        ChoiceNode choice => AddChoice(choice),
        LoopNode loop => AddLoop(loop),
        _ => Ends.Nothing,
    };

    private Ends AddState(CharacterSet set)
    {
        _sets.Add(set);
        _steps.Add([]);
        _loops.Add(_open.Count > 1 ? _open.Peek() : null);
        int[] state = [_sets.Count - 1];
        return new(state, state, IsEmpty: false);
    }

    private Ends AddSequence(SequenceNode sequence)
    {
        Ends whole = Ends.Nothing;
        foreach (PatternNode node in sequence.Parts)
        {
            Ends part = Add(node);
            Link(whole.Last, part.First);
            whole = new(
                whole.IsEmpty ? [.. whole.First, .. part.First] : whole.First,
                part.IsEmpty ? [.. whole.Last, .. part.Last] : part.Last,
                whole.IsEmpty && part.IsEmpty);
        }

        return whole;
    }

    private Ends AddChoice(ChoiceNode choice)
    {
        Ends whole = new([], [], IsEmpty: false);
        foreach (PatternNode node in choice.Choices)
        {
            Ends part = Add(node);
            whole = new([.. whole.First, .. part.First], [.. whole.Last, .. part.Last], whole.IsEmpty || part.IsEmpty);
        }

        return whole;
    }

    private Ends AddLoop(LoopNode loop)
    {
        if (loop.IsUnbounded)
        {
            _open.Push(loop);
        }

        Ends body = Add(loop.Body);
        if (loop.IsUnbounded)
        {
            _open.Pop();
            Link(body.Last, body.First);
        }

        return body with { IsEmpty = body.IsEmpty || loop.IsOptional };
    }

    private void Link(IReadOnlyList<int> from, IReadOnlyList<int> to)
    {
        foreach (int state in from)
        {
            foreach (int next in to)
            {
                _steps[state][next] = _steps[state].TryGetValue(next, out int count) ? count + 1 : 1;
            }
        }
    }

    /// <summary>Where a part begins and ends.</summary>
    /// <param name="First">The states it may begin with.</param>
    /// <param name="Last">The states it may end with.</param>
    /// <param name="IsEmpty">Whether it may match nothing.</param>
    private sealed record Ends(IReadOnlyList<int> First, IReadOnlyList<int> Last, bool IsEmpty)
    {
        public static readonly Ends Nothing = new([], [], IsEmpty: true);
    }
}
