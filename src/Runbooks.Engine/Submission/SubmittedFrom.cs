using Runbooks.Engine.Argo;
using Runbooks.Engine.Argo.Kinds;

namespace Runbooks.Engine.Submission;

/// <summary>The workflows that <c>argo submit --from</c> makes of documents of other kinds.</summary>
internal static class SubmittedFrom
{
    public const string CronLabel = "workflows.argoproj.io/cron-workflow";

    private const string Workflow = "Workflow";

    /// <summary>One that refers to the template.</summary>
    public static Workflow Template(Workflow template, bool clusterScope)
    {
        var name = template.Metadata.Name ?? "";
        return new Workflow
        {
            ApiVersion = template.ApiVersion,
            Kind = Workflow,
            Metadata = new Metadata
            {
                GenerateName = name.Length > 0 ? $"{name}-" : null,
                Namespace = template.Metadata.Namespace,
                Labels = new Dictionary<string, string> { [clusterScope ? "workflows.argoproj.io/cluster-workflow-template" : "workflows.argoproj.io/workflow-template"] = name },
            },
            Spec = new WorkflowSpec { WorkflowTemplateRef = new WorkflowTemplateRef { Name = name, ClusterScope = clusterScope } },
        };
    }

    /// <summary>One with the spec of the cron workflow's runs.</summary>
    public static Workflow Cron(CronWorkflow cron) => new()
    {
        ApiVersion = cron.ApiVersion,
        Kind = Workflow,
        Metadata = new Metadata
        {
            GenerateName = cron.Metadata.Name is { Length: > 0 } name ? $"{name}-" : null,
            Namespace = cron.Metadata.Namespace,
            Labels = new Dictionary<string, string>(cron.Spec.WorkflowMetadata?.Labels ?? new Dictionary<string, string>()) { [CronLabel] = cron.Metadata.Name ?? "" },
            Annotations = cron.Spec.WorkflowMetadata?.Annotations ?? new Dictionary<string, string>(),
        },
        Spec = cron.Spec.WorkflowSpec,
    };
}
