using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Variables;

/// <summary>What is wrong with the name in a tag.</summary>
internal sealed record TagProblem(string Message, string Rule = "unknown-variable", Severity Severity = Severity.Error);
