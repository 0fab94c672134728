namespace Runbooks.Engine.Expressions.JsonPaths;

/// <summary>One step of a path; the closed list of its kinds is below.</summary>
internal abstract record JsonPathStep
{
    /// <summary>It may give more than one value.</summary>
    public virtual bool IsMany => true;
}

/// <summary><c>.name</c>, <c>['name']</c></summary>
internal sealed record KeyStep(string Name) : JsonPathStep
{
    public override bool IsMany => false;
}

/// <summary><c>[0]</c>, <c>[-1]</c>; <c>[(@.length-1)]</c> is the place -1.</summary>
internal sealed record IndexStep(long Index) : JsonPathStep
{
    public override bool IsMany => false;
}

/// <summary><c>*</c></summary>
internal sealed record WildcardStep : JsonPathStep;

/// <summary><c>..</c>: the value and all in it.</summary>
internal sealed record DescendStep : JsonPathStep;

/// <summary><c>[1:5:2]</c></summary>
internal sealed record RangeStep(long? From, long? To, long Step) : JsonPathStep;

/// <summary><c>[0,2]</c>, <c>['a','b']</c></summary>
internal sealed record UnionStep(IReadOnlyList<JsonPathStep> Parts) : JsonPathStep;

/// <summary><c>[?(@.price &lt; 10)]</c></summary>
internal sealed record FilterStep(FilterNode Condition) : JsonPathStep;
