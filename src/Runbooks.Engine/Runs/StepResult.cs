using Runbooks.Engine.Compilation;

namespace Runbooks.Engine.Runs;

/// <summary>What one member of a finished step group, or one finished task, gave: the variables under <c>steps.NAME.</c> or <c>tasks.NAME.</c>. A loop's are gathered into lists.</summary>
internal sealed class StepResult
{
    private const string Parameter = "outputs.parameters.";

    private static readonly string[] Fields = ["exitCode", "finishedAt", "hostNodeName", "id", "ip", "outputs", "startedAt", "status"];
    private static readonly string[] OutputNames = ["result", "parameters"];

    private readonly Node _node;
    private readonly LoopOutputs? _loop;
    private readonly CompiledTemplate? _template;

    private StepResult(Node node, LoopOutputs? loop, CompiledTemplate? template) => (_node, _loop, _template) = (node, loop, template);

    /// <summary>Argo's message on the one node of a loop over nothing.</summary>
    public const string SkippedEmpty = "Skipped, empty params";

    public static StepResult Of(Node group, CompiledStep step, CompiledRunbook runbook)
    {
        group.Results ??= [];
        if (group.Results.TryGetValue(step.Index, out var known)) return known;
        var nodes = group.ChildList.FindAll(child => child.StepIndex == step.Index);
        // The one node of a loop that was left out whole has the step's own name.
        var isExpanded = step.IsLoop && !(nodes is [var only] && (step.Name.HasTags ? !only.Name.EndsWith(')') : only.Name.Length == group.Name.Length + 1 + step.Step.Name.Length));
        // As in Argo, a loop has the id, times and status of its group.
        return group.Results[step.Index] = new StepResult(isExpanded ? group : nodes[0], step.IsLoop ? new LoopOutputs(nodes) : null, runbook.Find(step.Template.Text));
    }

    /// <summary>What a finished task of a dag gave.</summary>
    public static StepResult OfTask(Node task, CompiledStep call, CompiledRunbook runbook) =>
        new(task, call.IsLoop ? new LoopOutputs(task.Type == NodeType.TaskGroup ? task.ChildList : [task]) : null, runbook.Find(call.Template.Text));

    /// <summary>What one node gave, though the others of its group or loop may go on.</summary>
    public static StepResult OfNode(Node node, RunState run) =>
        new(node, node.Type == NodeType.TaskGroup ? new LoopOutputs(node.ChildList) : null, run.CallOf(node) is { } call ? run.Runbook.Find(call.Template.Text) : null);

    /// <param name="name">What stands behind <c>steps.NAME.</c>.</param>
    public string? Find(string name) => name switch
    {
        "id" => _node.ArgoId,
        "status" => _node.Phase.ToString(),
        "startedAt" => GlobalScope.Rfc3339(_node.StartedAt),
        "finishedAt" => _node.FinishedAt is { } at ? GlobalScope.Rfc3339(at) : null,
        "hostNodeName" => _node.HostNodeName,
        "ip" => _node.PodIP,
        "exitCode" => _node.Outputs?.ExitCode,
        "outputs.result" => _loop is null ? _node.Outputs?.Result : _loop.Results,
        "outputs.parameters" => _loop?.AllParameters,
        _ when name.StartsWith(Parameter, StringComparison.Ordinal) => FindParameter(name[Parameter.Length..]),
        _ => null,
    };

    /// <param name="name">What stands behind <c>steps.NAME.</c>, empty for all of it.</param>
    public IEnumerable<string> NamesUnder(string name) => name switch
    {
        "" => Fields.Where(field => field == "outputs" ? NamesUnder(field).Any() : Find(field) is not null),
        "outputs" => OutputNames.Where(field => field == "result" ? Find("outputs.result") is not null || IsAbsent("outputs.result") : NamesUnder($"outputs.{field}").Any() || (_loop is not null && _loop.AllParameters is not "[]")),
        "outputs.parameters" => Declared.Where(parameter => Find(Parameter + parameter) is not null || IsAbsent(Parameter + parameter)),
        _ => [],
    };

    /// <summary>It would be there, had the step not been skipped.</summary>
    public bool IsAbsent(string name) => _loop is null && _node.Type == NodeType.Skipped && Find(name) is null
        && (name == "outputs.result" || (name.StartsWith(Parameter, StringComparison.Ordinal) && Declares(name[Parameter.Length..])));

    /// <summary>
    /// For a handler of the step: an output that it declares and has not come to give, since it has failed before. As in Argo, that is its default or else an
    /// empty text; null for what is no such output.
    /// </summary>
    public string? NeverWritten(string name) =>
        _loop is not null || !_node.FailedOrErrored ? null
        : name == "outputs.result" ? ""
        : name.StartsWith(Parameter, StringComparison.Ordinal) && Declares(name[Parameter.Length..]) ? DefaultOf(name[Parameter.Length..]) ?? ""
        : null;

    /// <summary>Why the results of the loop can't be made a list, or null.</summary>
    public string? Complaint => _loop?.Complaint;

    private string? FindParameter(string parameter)
    {
        if (_loop is not null) return _loop.Parameter(parameter);
        if (_node.Type != NodeType.Skipped || _node.Outputs is not null) return _node.Outputs?.Parameters.GetValueOrDefault(parameter);
        return DefaultOf(parameter);
    }

    private string? DefaultOf(string parameter) => _template?.Template.Outputs.Parameters.FirstOrDefault(output => output.Name == parameter)?.ValueFrom?.Default?.Text;

    private bool Declares(string parameter) => Declared.Contains(parameter);

    private IEnumerable<string> Declared => _template?.Template.Outputs.Parameters.Select(output => output.Name) ?? [];
}
