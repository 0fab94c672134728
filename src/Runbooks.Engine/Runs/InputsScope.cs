using System.Globalization;
using Runbooks.Engine.Compilation;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>What a node's template can see of its own: <c>inputs.*</c>, <c>node.name</c> and, for a leaf, <c>pod.name</c>.</summary>
internal sealed class InputsScope(RunState run, Node node, Scope outer) : Scope(outer)
{
    private const string Prefix = "inputs.parameters.";
    private const string LastRetry = "lastRetry.";

    private static readonly string[] LastRetryNames = ["duration", "exitCode", "message", "status"];

    public override Occasion Occasion => field ??= new Occasion(node.StartedAt, $"{run.Run.Id}/{node.Name}");

    protected override string? FindHere(string name) => name switch
    {
        "node.name" => node.Name,
        "steps.name" when node.Boundary is not { Type: NodeType.DAG } => CallName(),
        "tasks.name" when node.Boundary is { Type: NodeType.DAG } => CallName(),
        "pod.name" when node.IsLeaf => PodName.Of(run, node),
        "inputs.parameters" => ParametersJson.Of([.. Template?.Inputs.Select(input => input.Parameter) ?? []], node.Inputs),
        _ when name.StartsWith(Prefix, StringComparison.Ordinal) => node.Inputs?.GetValueOrDefault(name[Prefix.Length..]),
        "retries" when node.Attempt >= 0 => node.Attempt.ToString(CultureInfo.InvariantCulture),
        _ when node.Attempt >= 0 && name.StartsWith(LastRetry, StringComparison.Ordinal) => OfLastAttempt(name[LastRetry.Length..]),
        _ => Template is { } template ? FilePaths.Find(template.Template, name) : null,
    };

    protected override IEnumerable<string> NamesUnderHere(string name) => name switch
    {
        "" => node.Attempt >= 0 ? ["inputs", "node", "lastRetry", "retries", .. Own] : ["inputs", "node", .. Own],
        "node" => ["name"],
        "pod" when node.IsLeaf => ["name"],
        "steps" when node.Boundary is not { Type: NodeType.DAG } => ["name"],
        "tasks" when node.Boundary is { Type: NodeType.DAG } => ["name"],
        "lastRetry" when node.Attempt >= 0 => LastRetryNames,
        "inputs" => ["parameters", .. DottedNames.Under("", Paths, name)],
        "inputs.parameters" => node.Inputs?.Keys ?? [],
        _ when name.StartsWith("inputs.", StringComparison.Ordinal) || name.StartsWith("outputs", StringComparison.Ordinal) => DottedNames.Under("", Paths, name),
        _ => [],
    };

    private IEnumerable<string> Own =>
    [
        node.Boundary is { Type: NodeType.DAG } ? "tasks" : "steps",
        .. node.IsLeaf ? ["pod"] : Array.Empty<string>(),
        .. Paths.Any(path => path.StartsWith("outputs", StringComparison.Ordinal)) ? ["outputs"] : Array.Empty<string>(),
    ];

    private IEnumerable<string> Paths => Template is { } template ? FilePaths.Names(template.Template) : [];

    /// <summary>What the attempt before gave; of the first one, Argo says as much as nothing.</summary>
    private string? OfLastAttempt(string what)
    {
        var last = node.Attempt > 0 ? node.Parent!.Children[node.Attempt - 1] : null;
        return what switch
        {
            "exitCode" => last?.Outputs?.ExitCode ?? "0",
            "status" => last?.Phase.ToString() ?? "",
            "message" => last?.Message ?? "",
            "duration" => last?.Seconds ?? "0",
            _ => null,
        };
    }

    private CompiledTemplate? Template => run.Runbook.Find(node.TemplateKey!);

    /// <summary>The name of the step or task that this node is: <c>stop(3:i-0abc)</c>; nothing for the entrypoint.</summary>
    private string CallName() => CallName(node.Attempt >= 0 ? node.Parent! : node);

    private static string CallName(Node node) => node.Parent switch
    {
        { Type: NodeType.StepGroup or NodeType.DAG } owner => node.Name[(owner.Name.Length + 1)..],
        { Type: NodeType.TaskGroup, Parent: { } dag } => node.Name[(dag.Name.Length + 1)..],
        _ => "",
    };
}
