namespace Runbooks.Engine.Runs;

/// <summary>Argo's <c>WorkflowPhase</c>.</summary>
public enum RunPhase
{
    Pending,
    Running,
    Succeeded,
    Failed,
    Error,
}
