namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>WorkflowStep</c>.</summary>
[NotYet("hooks", "inline", "onExit", "templateRef")]
public sealed record Step : Call;
