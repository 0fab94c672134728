namespace Runbooks.Engine.Conditions;

/// <summary>A part of a <c>depends</c>.</summary>
internal abstract record DependsExpression
{
    public abstract bool Holds(Predicate<DependsTerm> isTrue);
}

internal sealed record AllOf(IReadOnlyList<DependsExpression> Parts) : DependsExpression
{
    public override bool Holds(Predicate<DependsTerm> isTrue) => Parts.All(part => part.Holds(isTrue));
}

internal sealed record AnyOf(IReadOnlyList<DependsExpression> Parts) : DependsExpression
{
    public override bool Holds(Predicate<DependsTerm> isTrue) => Parts.Any(part => part.Holds(isTrue));
}

internal sealed record Not(DependsExpression Part) : DependsExpression
{
    public override bool Holds(Predicate<DependsTerm> isTrue) => !Part.Holds(isTrue);
}

internal sealed record Mention(DependsTerm Term) : DependsExpression
{
    public override bool Holds(Predicate<DependsTerm> isTrue) => isTrue(Term);
}
