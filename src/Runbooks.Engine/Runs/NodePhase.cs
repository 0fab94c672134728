namespace Runbooks.Engine.Runs;

/// <summary>Argo's <c>NodePhase</c>.</summary>
public enum NodePhase
{
    Pending,
    Running,
    Succeeded,
    Skipped,
    Failed,
    Error,
    Omitted,
}
