namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>WorkflowMetadata</c>: put on the run as it starts.</summary>
public sealed record WorkflowMetadata
{
    /// <summary>Labels, with tags.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Annotations, with tags.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>Labels whose values are expressions.</summary>
    public IReadOnlyDictionary<string, LabelValueFrom>? LabelsFrom { get; init; }
}
