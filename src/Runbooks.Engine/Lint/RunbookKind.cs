namespace Runbooks.Engine.Lint;

/// <summary>What a document is: its <c>kind</c>.</summary>
public enum RunbookKind
{
    Workflow,
    WorkflowTemplate,
    ClusterWorkflowTemplate,
    CronWorkflow,
    WorkflowEventBinding,
}
