using System.ComponentModel;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>DAGTemplate</c>: tasks that run as soon as those they depend on have ended.</summary>
public sealed record Dag
{
    /// <summary>The tasks, in any order.</summary>
    public IReadOnlyList<DagTask> Tasks { get; init; } = [];

    /// <summary>The tasks to be reached, separated by blanks; without it those that no other task depends on.</summary>
    public string? Target { get; init; }

    /// <summary>No new task starts after a failure, says Argo. As in Argo's code, if not in its documents, other branches go on either way.</summary>
    [DefaultValue("true")]
    public bool? FailFast { get; init; }
}
