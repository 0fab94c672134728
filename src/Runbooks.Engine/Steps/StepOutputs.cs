namespace Runbooks.Engine.Steps;

/// <summary>Argo's node <c>outputs</c>.</summary>
public sealed record StepOutputs
{
    /// <summary>The longest <c>outputs.result</c> of a container, in bytes of UTF-8.</summary>
    public const int ResultLimit = 256 * 1024;

    // Before None, which is made with it.
    private static readonly Dictionary<string, string> Empty = [];

    public static StepOutputs None { get; } = new();

    /// <summary>Standard output of a container without its last line break, or a native step's JSON. Null if not wanted or none.</summary>
    public string? Result { get; init; }

    /// <summary>The container's exit code in decimal.</summary>
    public string? ExitCode { get; init; }

    /// <summary>Output parameters by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = Empty;
}
