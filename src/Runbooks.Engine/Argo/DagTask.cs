namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>DAGTask</c>.</summary>
public sealed record DagTask : Call
{
    /// <summary>Tasks that must have succeeded or been skipped.</summary>
    public IReadOnlyList<string>? Dependencies { get; init; }

    /// <summary>A condition over the ends of other tasks: <c>a &amp;&amp; (b.Failed || c.Succeeded)</c>.</summary>
    public string? Depends { get; init; }
}
