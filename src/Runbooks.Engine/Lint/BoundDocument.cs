using Runbooks.Engine.Argo;
using Runbooks.Engine.Argo.Kinds;

namespace Runbooks.Engine.Lint;

/// <summary>A document as records.</summary>
/// <param name="Workflow">The document as a workflow: a WorkflowTemplate with its spec, a CronWorkflow with that of its runs, a WorkflowEventBinding with what it submits.</param>
internal sealed record BoundDocument(RunbookKind Kind, Workflow Workflow)
{
    public CronWorkflow? Cron { get; init; }

    public WorkflowEventBinding? Binding { get; init; }

    /// <summary>Where the workflow's spec stands.</summary>
    public string SpecPath => Kind switch
    {
        RunbookKind.CronWorkflow => "spec.workflowSpec",
        RunbookKind.WorkflowEventBinding => "spec.submit",
        _ => "spec",
    };
}
