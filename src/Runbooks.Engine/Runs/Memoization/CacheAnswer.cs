using Runbooks.Engine.Steps;

namespace Runbooks.Engine.Runs.Memoization;

/// <summary>What a template's cache had for a node: Argo's <c>memoizationStatus</c>.</summary>
/// <param name="Outputs">Of the step that was carried out then; null if there is none of that key, or it is too old.</param>
public sealed record CacheAnswer(string Cache, string Key, bool Hit, StepOutputs? Outputs);
