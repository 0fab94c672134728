namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>TemplateRef</c>: a template of another document.</summary>
public sealed record TemplateRef
{
    /// <summary>The WorkflowTemplate's name.</summary>
    public string? Name { get; init; }

    /// <summary>The template in it.</summary>
    public string? Template { get; init; }

    /// <summary>It is a ClusterWorkflowTemplate.</summary>
    public bool ClusterScope { get; init; }
}
