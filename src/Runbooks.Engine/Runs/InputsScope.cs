using System.Text.Json;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>What a node's template can see of its own: <c>inputs.*</c>, <c>node.name</c> and, for a leaf, <c>pod.name</c>.</summary>
internal sealed class InputsScope(RunState run, Node node, Scope outer) : Scope(outer)
{
    private const string Prefix = "inputs.parameters.";

    protected override string? FindHere(string name) => name switch
    {
        "node.name" => node.Name,
        "steps.name" when node.Type == NodeType.Steps => node.Name,
        "pod.name" when node.IsLeaf => PodName.Of(run.Run.Name, node),
        "inputs.parameters" => JsonSerializer.Serialize(node.Inputs?.Select(input => new { name = input.Key, value = input.Value }) ?? [], ArgoJson.Options),
        _ when name.StartsWith(Prefix, StringComparison.Ordinal) => node.Inputs?.GetValueOrDefault(name[Prefix.Length..]),
        _ => OutputPath(name),
    };

    private string? OutputPath(string name)
    {
        const string outputs = "outputs.parameters.", path = ".path";
        if (!name.StartsWith(outputs, StringComparison.Ordinal) || !name.EndsWith(path, StringComparison.Ordinal)) return null;
        var parameter = name[outputs.Length..^path.Length];
        return run.Runbook.Find(node.TemplateName!)?.Template.Outputs.Parameters.FirstOrDefault(p => p.Name == parameter)?.ValueFrom?.Path;
    }
}
