namespace Runbooks.Engine.Expressions.JsonPaths;

/// <summary>One step of a path; the closed list of its kinds is below.</summary>
internal abstract record JsonPathStep;

/// <summary><c>$</c></summary>
internal sealed record RootStep : JsonPathStep;

/// <summary><c>@</c></summary>
internal sealed record CurrentStep : JsonPathStep;

/// <summary><c>.name</c>, <c>['name']</c></summary>
internal sealed record KeyStep(string Name) : JsonPathStep;

/// <summary><c>.length</c>: of a list, text or map, unless the map has such a key.</summary>
internal sealed record LengthStep : JsonPathStep;

/// <summary><c>[0]</c>, <c>[-1]</c></summary>
internal sealed record IndexStep(long Index) : JsonPathStep;

/// <summary><c>[(@.length-1)]</c>: the place or the key that the script gives.</summary>
internal sealed record ScriptStep(Script Script) : JsonPathStep;

/// <summary><c>*</c></summary>
internal sealed record WildcardStep : JsonPathStep;

/// <summary><c>..</c>: the value and all in it.</summary>
internal sealed record DescendStep : JsonPathStep;

/// <summary><c>[1:5:2]</c></summary>
internal sealed record RangeStep(Place? From, Place? To, Place? Step) : JsonPathStep;

/// <summary><c>[0,2]</c>, <c>['a','b']</c></summary>
internal sealed record UnionStep(IReadOnlyList<Place> Places) : JsonPathStep;

/// <summary><c>[?(@.price &lt; 10)]</c></summary>
internal sealed record FilterStep(Script Condition) : JsonPathStep;

/// <summary>A number, a key (a text), or what a script gives.</summary>
internal sealed record Place(object? Value, Script? Script = null);
