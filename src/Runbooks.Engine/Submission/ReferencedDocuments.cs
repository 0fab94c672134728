using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Submission;

/// <summary>What a workflow needs of the documents that it refers to.</summary>
public sealed record ReferencedDocuments
{
    public static ReferencedDocuments None { get; } = new();

    /// <summary>The spec of its <c>workflowTemplateRef</c>; null if it has none.</summary>
    public WorkflowSpec? Spec { get; init; }

    /// <summary>The templates that a <c>templateRef</c> leads to, and all that they call, by <see cref="Compilation.TemplateKey"/>.</summary>
    public IReadOnlyDictionary<string, Template> Templates { get; init; } = new Dictionary<string, Template>();
}
