namespace Runbooks.Engine.Conditions;

/// <summary>Argo's <c>TaskResult</c>: what <c>depends</c> can ask of a task. The last two are for tasks with a loop.</summary>
public enum TaskResult
{
    Succeeded,
    Failed,
    Errored,
    Skipped,
    Omitted,
    Daemoned,
    AnySucceeded,
    AllFailed,
}
