using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Variables;

/// <summary>What is wrong with a tag, or with an expression.</summary>
/// <param name="Offset">Where, from the beginning of the tag's <c>{{</c>, or of the expression.</param>
internal sealed record TagProblem(string Message, string Rule = "unknown-variable", Severity Severity = Severity.Error, int Offset = 0);
