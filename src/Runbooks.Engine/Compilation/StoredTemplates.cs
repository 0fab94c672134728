using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Compilation;

/// <summary>What a run has taken over from other documents as it was submitted: whoever changes them later changes no run.</summary>
public sealed record StoredTemplates
{
    public static StoredTemplates None { get; } = new();

    /// <summary>Argo's <c>storedWorkflowTemplateSpec</c>: the document's spec merged over that of its <c>workflowTemplateRef</c>; null if it has none.</summary>
    public WorkflowSpec? Spec { get; init; }

    /// <summary>Argo's <c>storedTemplates</c>: the templates that a <c>templateRef</c> leads to, and those that they call, by key.</summary>
    public IReadOnlyDictionary<string, Template> Templates { get; init; } = new Dictionary<string, Template>();
}
