using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Expressions.Compilation;

namespace Runbooks.Engine.Expressions.Functions;

/// <summary>A function of expr-lang itself.</summary>
/// <param name="Overloads">The types of the arguments it can be called with, one list for each way; the last tried gives the error.</param>
/// <param name="Result">What it gives.</param>
/// <param name="Call">Its arguments are as many as one of the overloads has, but may be of other types where those are known only now.</param>
internal sealed record Builtin(string Name, StaticKinds[][] Overloads, StaticType Result, Func<Evaluation, object?[], object?> Call)
{
    /// <summary>It takes one or more of the last type.</summary>
    public bool IsVariadic { get; init; }

    /// <summary>What it says about an argument of a wrong type; null for the usual words.</summary>
    public string? Complaint { get; init; }

    /// <summary>It gives back the type of its first argument.</summary>
    public bool KeepsType { get; init; }

    /// <summary>It gives an item of its first argument.</summary>
    public bool GivesItem { get; init; }
}
