namespace Runbooks.Engine.Yaml;

/// <summary>How much a file may hold; beyond it, it is refused with one clear mistake.</summary>
public sealed record YamlLimits
{
    public static YamlLimits Default { get; } = new();

    /// <summary>Bytes of the file. 4 MiB: Kubernetes itself stores no document over about 1.5 MB.</summary>
    public int MaxBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Documents in one file.</summary>
    public int MaxDocuments { get; init; } = 1_000;

    /// <summary>How deep maps and lists may stand in each other: a little less than System.Text.Json allows.</summary>
    public int MaxDepth { get; init; } = 60;

    /// <summary>Values in one document, those that aliases repeat counted each time.</summary>
    public int MaxNodes { get; init; } = 500_000;

    /// <summary>Characters of all values in one document, those that aliases repeat counted each time.</summary>
    public int MaxCharacters { get; init; } = 16 * 1024 * 1024;
}
