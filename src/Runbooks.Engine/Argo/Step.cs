namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>WorkflowStep</c>.</summary>
[NotYet("hooks", "inline", "onExit", "templateRef", "withSequence")]
public sealed record Step : Call;
