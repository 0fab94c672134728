namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>TransformationStep</c>.</summary>
public sealed record TransformationStep
{
    /// <summary>Gives the new <c>data</c>: <c>filter(data, {# endsWith '.pdf'})</c>.</summary>
    public required string Expression { get; init; }
}
