namespace Runbooks.Engine.Conditions;

/// <summary>One mention of a task in a <c>depends</c>.</summary>
/// <param name="Result">What must have become of it, or null for a bare name: it succeeded or was skipped.</param>
public readonly record struct DependsTerm(string Task, TaskResult? Result);
