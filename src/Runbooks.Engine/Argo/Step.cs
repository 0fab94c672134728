namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>WorkflowStep</c>.</summary>
public sealed record Step : Call;
