namespace Runbooks.Actions;

public enum ActionStatus
{
    Succeeded,
    Failed,
    Error,
}
