using Runbooks.Engine.Expressions.RegularExpressions;

namespace Runbooks.Engine.Conditions;

/// <summary>One node of a condition's tree; the closed list of its kinds is below.</summary>
internal abstract record ConditionNode;

/// <summary><c>1</c>, <c>'text'</c>, <c>word</c>, <c>true</c></summary>
internal sealed record ConstantNode(object? Value) : ConditionNode;

/// <summary>A regular expression that is known already: <c>'^v1'</c> of <c>{{x}} =~ '^v1'</c>.</summary>
internal sealed record PatternNode(GoRegex Regex) : ConditionNode;

/// <summary><c>'{{tag}}'</c></summary>
internal sealed record QuotedTagNode(BoundText Text) : ConditionNode;

/// <summary><c>{{tag}}</c>, whose value may be a number, a boolean or a text.</summary>
internal sealed record BareTagNode(BoundText Text) : ConditionNode;

/// <summary><c>Name.Field</c>: there are no parameters, so it has no value.</summary>
internal sealed record ParameterNode(string Name) : ConditionNode;

/// <summary><c>-x</c>, <c>!x</c>, <c>~x</c></summary>
internal sealed record SignedNode(string Sign, ConditionNode? Operand) : ConditionNode;

/// <summary><c>x == y</c></summary>
internal sealed record OperatorNode(string Sign, ConditionNode? Left, ConditionNode? Right) : ConditionNode;
