using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Functions;

/// <summary>A function of the library that an expression can call by its name.</summary>
/// <param name="Least">How many arguments it needs.</param>
/// <param name="Most">How many it takes at most; <see cref="int.MaxValue"/> for any number.</param>
internal sealed record GoFunction(string Name, int Least, int Most, Func<Evaluation, object?[], object?> Call)
{
    /// <summary>What it gives, as far as that is known.</summary>
    public StaticKinds Gives { get; init; } = StaticKinds.Any;

    /// <summary>Why calling it is always an error; null if it isn't.</summary>
    public string? Refusal { get; init; }

    /// <summary>A function that Argo has, and that is not to be had here.</summary>
    public static GoFunction Refused(string name, string why) =>
        new(name, 0, int.MaxValue, (_, _) => throw new EvaluationException(why)) { Refusal = why };

    /// <summary>expr-lang knows what it gives before it is called.</summary>
    public bool IsTyped { get; init; }

    public bool Takes(int count) => count >= Least && count <= Most;
}
