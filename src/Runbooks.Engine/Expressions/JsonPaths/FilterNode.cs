namespace Runbooks.Engine.Expressions.JsonPaths;

/// <summary>What a filter asks; the closed list of its kinds is below.</summary>
internal abstract record FilterNode;

/// <summary><c>10</c>, <c>'text'</c>, <c>true</c></summary>
internal sealed record FilterConstant(object? Value) : FilterNode;

/// <summary><c>@.price</c>, <c>$.limit</c></summary>
internal sealed record FilterPath(bool FromRoot, IReadOnlyList<JsonPathStep> Steps) : FilterNode;

/// <summary><c>@.price &lt; 10</c>, <c>… &amp;&amp; …</c></summary>
internal sealed record FilterOperation(string Sign, FilterNode Left, FilterNode Right) : FilterNode;
