namespace Runbooks.Engine.Lint;

/// <summary>A file whose documents are understood, as far as they can be, and not checked yet.</summary>
internal sealed record ReadFile(string Name, FindingList Findings, IReadOnlyList<LintContext> Contexts);
