namespace Runbooks.Engine.Argo.Kinds;

/// <summary>Argo's <c>StopStrategy</c>.</summary>
public sealed record StopStrategy
{
    /// <summary>No more runs once this holds: <c>cronworkflow.succeeded &gt;= 1</c>.</summary>
    public required string Expression { get; init; }
}
