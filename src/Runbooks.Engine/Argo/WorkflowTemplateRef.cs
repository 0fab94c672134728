namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>WorkflowTemplateRef</c>: the document whose spec is run.</summary>
public sealed record WorkflowTemplateRef
{
    /// <summary>The WorkflowTemplate's name.</summary>
    public string? Name { get; init; }

    /// <summary>It is a ClusterWorkflowTemplate.</summary>
    public bool ClusterScope { get; init; }
}
