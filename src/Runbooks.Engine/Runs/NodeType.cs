namespace Runbooks.Engine.Runs;

/// <summary>Argo's <c>NodeType</c>. Steps left out by <c>when</c> and tasks left out by <c>depends</c> are both <see cref="Skipped"/>; the phase tells them apart.</summary>
public enum NodeType
{
    Pod,
    Steps,
    StepGroup,
    DAG,
    TaskGroup,
    Retry,
    Plugin,
    HTTP,
    Suspend,
    Skipped,
}
