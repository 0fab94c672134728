namespace Runbooks.Engine.Submission;

/// <summary>One key of a ConfigMap in the run's namespace.</summary>
public sealed record ConfigMapKey(string Name, string Key)
{
    /// <summary>What the run keeps its value by.</summary>
    public override string ToString() => $"{Name}/{Key}";
}
