using System.Globalization;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Metering;

/// <summary>What a metric can see: how its node went, <c>duration</c>, <c>status</c>, <c>outputs.*</c>, and the workflow's variables.</summary>
/// <param name="node">For a metric of the workflow, its root.</param>
internal sealed class MetricScope(RunState run, Node? node, DateTimeOffset now) : Scope(run.Global)
{
    private const string Input = "inputs.parameters.";
    private const string Output = "outputs.parameters.";
    private const string Resource = "resourcesDuration.";

    protected override string? FindHere(string name) => name switch
    {
        "workflow.duration" => Go(((run.FinishedAt ?? now) - (run.StartedAt ?? now)).TotalSeconds),
        "duration" => Go(node is null ? 0 : ((node.FinishedAt ?? now) - node.StartedAt).TotalSeconds),
        "status" => (node?.Phase ?? NodePhase.Pending).ToString(),
        "exitCode" => node?.Outputs?.ExitCode,
        "retries" when node is { Children.Count: > 0 } => (node.Children.Count - 1).ToString(CultureInfo.InvariantCulture),
        "outputs.result" => node?.Outputs?.Result,
        _ when name.StartsWith(Resource, StringComparison.Ordinal) => node?.ResourcesDuration?.Of(name[Resource.Length..])?.ToString(CultureInfo.InvariantCulture) ?? (name is "resourcesDuration.cpu" or "resourcesDuration.memory" ? "0" : null),
        _ when name.StartsWith(Output, StringComparison.Ordinal) => node?.Outputs?.Parameters.GetValueOrDefault(name[Output.Length..]),
        _ when name.StartsWith(Input, StringComparison.Ordinal) => node?.Inputs?.GetValueOrDefault(name[Input.Length..]),
        _ => null,
    };

    protected override IEnumerable<string> NamesUnderHere(string name) => DottedNames.Under("", Names.Where(each => FindHere(each) is not null), name);

    private IEnumerable<string> Names =>
    [
        "duration", "exitCode", "outputs.result", "resourcesDuration.cpu", "resourcesDuration.memory", "retries", "status", "workflow.duration",
        .. (node?.Outputs?.Parameters.Keys ?? []).Select(output => Output + output),
        .. (node?.Inputs?.Keys ?? []).Select(input => Input + input),
    ];

    /// <summary>As Go's <c>%f</c> prints it.</summary>
    private static string Go(double seconds) => seconds.ToString("F6", CultureInfo.InvariantCulture);
}
