namespace Runbooks.Engine.Expressions.JsonPaths;

/// <summary>What stands in the brackets of a filter or script.</summary>
/// <param name="Text">As written.</param>
/// <param name="Root">Null if there is no operator: it is a number, a boolean, or a text.</param>
internal sealed record Script(string Text, ScriptNode? Root);

/// <summary>One node of a script; the closed list of its kinds is below.</summary>
internal abstract record ScriptNode;

/// <summary><c>10</c>, <c>'text'</c>, <c>true</c>: what it is depends on the operator.</summary>
internal sealed record WordNode(string Text) : ScriptNode;

/// <summary><c>["a", 1]</c>, <c>{"a": 1}</c></summary>
internal sealed record DataNode(object? Value) : ScriptNode;

/// <summary><c>@.price</c>, <c>$.limit</c></summary>
internal sealed record PathNode(IReadOnlyList<JsonPathStep> Steps) : ScriptNode;

/// <summary><c>@.price &lt; 10</c>, <c>!@.sold</c></summary>
/// <param name="Left">Null left of <c>!</c>.</param>
internal sealed record OperationNode(string Sign, ScriptNode? Left, ScriptNode Right) : ScriptNode;
