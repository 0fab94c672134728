using System.Text;

namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>
/// A pattern as instructions for <see cref="PatternSearch"/>. They are written from the end to the front, so that each knows the next one.
/// </summary>
internal sealed class PatternProgram
{
    /// <summary>What would make more instructions is refused.</summary>
    private const int MaxInstructions = 20_000;

    /// <summary>Places of groups that all ways through the program keep together.</summary>
    private const int MaxPlaces = 4_000_000;

    private readonly List<Instruction> _instructions = [new Instruction(InstructionKind.Match, 0)];
    private int _visited;

    private readonly string _pattern;

    private PatternProgram(string pattern, PatternNode tree, IReadOnlyList<string?> names)
    {
        (_pattern, Names, Marks) = (pattern, names, names.Count * 2);
        Start = Emit(tree, next: 0);
        if ((long)_instructions.Count * Marks > MaxPlaces) throw PatternParser.TooLarge(pattern);
        Instructions = [.. _instructions];
        Prefix = FindPrefix();
        First = tree.IsNullable ? null : FindFirst();
        IsAnchored = AfterMarks(Start) is { Kind: InstructionKind.Assert, Assertion: Assertion.TextBegins };
    }

    public Instruction[] Instructions { get; }

    public int Start { get; }

    /// <summary>Of the groups by number; the first is the whole match, and has none.</summary>
    public IReadOnlyList<string?> Names { get; }

    /// <summary>How many places a match has: where each group begins and ends.</summary>
    public int Marks { get; }

    /// <summary>What each match begins with.</summary>
    public string Prefix { get; }

    /// <summary>What each match begins with one of; null if a match may be empty.</summary>
    public CharacterSet? First { get; }

    /// <summary>It matches at the beginning of the text or nowhere.</summary>
    public bool IsAnchored { get; }

    /// <exception cref="PatternException"/>
    public static PatternProgram Compile(string pattern)
    {
        var (tree, names) = PatternParser.Parse(pattern);
        return new PatternProgram(pattern, tree, names);
    }

    private int Add(Instruction instruction)
    {
        _instructions.Add(instruction);
        return _instructions.Count - 1;
    }

    /// <returns>The first instruction of the node.</returns>
    private int Emit(PatternNode node, int next)
    {
        if (++_visited > MaxInstructions) throw PatternParser.TooLarge(_pattern);
        return node switch
        {
            CharacterNode character => Add(new Instruction(InstructionKind.Character, next, Set: character.Set)),
            AssertionNode assertion => Add(new Instruction(InstructionKind.Assert, next, Assertion: assertion.Assertion)),
            CaptureNode capture => Mark(capture.Number * 2, Emit(capture.Inner, Mark(capture.Number * 2 + 1, next))),
            ConcatenationNode sequence => sequence.Items.Reverse().Aggregate(next, (after, item) => Emit(item, after)),
            AlternativesNode alternatives => Alternatives(alternatives, next),
            RepeatNode repeat => Repeat(repeat, next),
            _ => throw new InvalidOperationException($"no instructions for {node.GetType().Name}"),
        };
    }

    private int Mark(int place, int next) => Add(new Instruction(InstructionKind.Mark, next, place));

    private int Alternatives(AlternativesNode node, int next)
    {
        var first = Emit(node.Items[^1], next);
        for (var i = node.Items.Count - 2; i >= 0; i--) first = Split(Emit(node.Items[i], next), first, firstCounts: true);
        return first;
    }

    private int Split(int first, int second, bool firstCounts) =>
        Add(firstCounts ? new Instruction(InstructionKind.Split, first, second) : new Instruction(InstructionKind.Split, second, first));

    /// <summary><c>x{2,5}</c> is <c>xx(x(x(x)?)?)?</c>, and <c>x{2,}</c> is <c>xx+</c>.</summary>
    private int Repeat(RepeatNode node, int next)
    {
        if (node.Most == 0) return next;
        var first = next;
        if (node.Most < 0) first = node.Least == 0 ? Star(node, next) : Loop(node, next).Inner;
        else
            for (var i = node.Least; i < node.Most; i++) first = Split(Emit(node.Inner, first), next, node.IsGreedy);
        var copies = node.Most < 0 ? node.Least - 1 : node.Least;
        for (var i = 0; i < copies; i++) first = Emit(node.Inner, first);
        return first;
    }

    /// <summary>What may be empty is tried once before it is left out, as <c>(x+)?</c>: so its groups are where Go has them.</summary>
    private int Star(RepeatNode node, int next)
    {
        var (inner, loop) = Loop(node, next);
        return node.Inner.IsNullable ? Split(inner, next, node.IsGreedy) : loop;
    }

    /// <summary>The first instruction of what is repeated, and the one that repeats it.</summary>
    private (int Inner, int Loop) Loop(RepeatNode node, int next)
    {
        var loop = Add(default);
        var inner = Emit(node.Inner, loop);
        _instructions[loop] = node.IsGreedy
            ? new Instruction(InstructionKind.Split, inner, next)
            : new Instruction(InstructionKind.Split, next, inner);
        return (inner, loop);
    }

    private Instruction AfterMarks(int at)
    {
        while (Instructions[at].Kind == InstructionKind.Mark) at = Instructions[at].Next;
        return Instructions[at];
    }

    private CharacterSet FindFirst()
    {
        var (reached, open, first) = (new HashSet<int>(), new Stack<int>([Start]), new List<(int, int)>());
        while (open.TryPop(out var at))
        {
            if (!reached.Add(at)) continue;
            var instruction = Instructions[at];
            if (instruction.Set is { } set) first.AddRange(set.Ranges);
            else open.Push(instruction.Next);
            if (instruction.Kind == InstructionKind.Split) open.Push(instruction.Other);
        }
        return CharacterSet.Of(first);
    }

    private string FindPrefix()
    {
        var prefix = new StringBuilder();
        var at = AfterMarks(Start);
        while (at.Set?.Single is { } character && Rune.TryCreate(character, out var rune))
        {
            prefix.Append(rune.ToString());
            at = AfterMarks(at.Next);
        }
        return prefix.ToString();
    }
}
