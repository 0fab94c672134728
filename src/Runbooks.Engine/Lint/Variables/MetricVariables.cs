namespace Runbooks.Engine.Lint.Variables;

/// <summary>What the metrics of a template, or of the workflow, can see beside all else: how it went.</summary>
/// <param name="site">Null for the workflow: what its entrypoint gives.</param>
internal sealed class MetricVariables(TemplateSite? site)
{
    private const string Output = "outputs.parameters.";

    private static readonly string[] Names = ["duration", "status", "exitCode", "retries", "outputs.result", "workflow.duration", "workflow.status", "workflow.failures"];

    /// <summary>What its names begin with, and no other's do.</summary>
    public static IReadOnlyList<string> Roots { get; } = ["duration", "exitCode", "resourcesDuration", "status"];

    /// <summary>The name stands for a map, in an expression.</summary>
    public bool IsMap(string name) => name is "resourcesDuration" or "outputs" or "outputs.parameters" || (site is null && name is "inputs" or "inputs.parameters");

    /// <returns>True: the name has a meaning here, and only here.</returns>
    public bool Knows(string name) => Names.Contains(name)
        || name.StartsWith("resourcesDuration.", StringComparison.Ordinal)
        || (name.StartsWith(Output, StringComparison.Ordinal) && HasOutput(name[Output.Length..]))
        || (site is null && name.StartsWith("inputs.parameters.", StringComparison.Ordinal));

    private bool HasOutput(string name) => site is null || site.Template.Outputs.Parameters.Any(output => output.Name == name);
}
