namespace Runbooks.Engine.Lint;

/// <summary>A document that another one refers to.</summary>
/// <param name="ClusterScope">It is a ClusterWorkflowTemplate; else a WorkflowTemplate of the namespace.</param>
public readonly record struct DocumentReference(string Name, bool ClusterScope)
{
    public string Kind => ClusterScope ? nameof(RunbookKind.ClusterWorkflowTemplate) : nameof(RunbookKind.WorkflowTemplate);

    public override string ToString() => $"{Kind} '{Name}'";
}
