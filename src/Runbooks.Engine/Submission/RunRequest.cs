namespace Runbooks.Engine.Submission;

/// <summary>What the one who starts a runbook says about the run; null leaves the document's own word.</summary>
public sealed record RunRequest
{
    public string? Name { get; init; }
    public string? Namespace { get; init; }
    public string? Entrypoint { get; init; }

    /// <summary>Values for the workflow's parameters, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Put on the run beside the document's own, which they win over.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}
