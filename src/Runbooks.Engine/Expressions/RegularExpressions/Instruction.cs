namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>One step of a pattern's program.</summary>
/// <param name="Next">The instruction after it.</param>
/// <param name="Other">
/// Of <see cref="InstructionKind.Split"/>: the one that is tried second. Of <see cref="InstructionKind.Mark"/>: which place is kept.
/// </param>
/// <param name="Set">Of <see cref="InstructionKind.Character"/>.</param>
internal readonly record struct Instruction(InstructionKind Kind, int Next, int Other = 0, CharacterSet? Set = null,
    Assertion Assertion = default);

internal enum InstructionKind
{
    /// <summary>The pattern has matched.</summary>
    Match,

    /// <summary>Reads a character that is in the set.</summary>
    Character,

    /// <summary>Goes on in two ways; what the first finds counts more.</summary>
    Split,

    /// <summary>Goes on if something is so here.</summary>
    Assert,

    /// <summary>Keeps the place here: a group begins or ends.</summary>
    Mark,
}
