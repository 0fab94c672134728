using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Expressions.Compilation;

namespace Runbooks.Engine.Expressions.Functions;

/// <summary>A function of the library that an expression can call by its name.</summary>
/// <param name="Least">How many arguments it needs.</param>
/// <param name="Most">How many it takes at most; <see cref="int.MaxValue"/> for any number.</param>
internal sealed record GoFunction(string Name, int Least, int Most, Func<Evaluation, object?[], object?> Call)
{
    /// <summary>What it gives, as far as that is known.</summary>
    public StaticKinds Gives { get; init; } = StaticKinds.Any;

    public bool Takes(int count) => count >= Least && count <= Most;
}
