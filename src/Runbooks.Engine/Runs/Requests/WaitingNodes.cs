using Runbooks.Engine.Status;
using Runbooks.Engine.Steps;
using Runbooks.Schemas;

namespace Runbooks.Engine.Runs.Requests;

/// <summary>The suspend nodes that wait to be resumed, and what can be done to them from outside.</summary>
internal static class WaitingNodes
{
    /// <returns>What is wrong with the selector, or null.</returns>
    public static string? Choose(string? selector, DecisionInProgress decision, out List<Node> chosen)
    {
        chosen = [];
        if (!NodeFieldSelector.TryParse(selector, out var parsed, out var mistake)) return $"node field selector '{selector}': {mistake}";
        chosen = [.. All(decision.Run).Where(node => parsed.Matches(decision.Run, node))];
        return null;
    }

    public static string NoneMatches(string? selector, DecisionInProgress decision)
    {
        var waiting = All(decision.Run).Select(node => node.Name).ToList();
        var known = waiting.Count == 0 ? "none waits" : $"waiting: {string.Join(", ", waiting.Take(10))}{(waiting.Count > 10 ? ", …" : "")}";
        return selector is { Length: > 0 } ? $"no suspend node that waits matches '{selector}'; {known}" : "nothing waits: the run is not suspended, and no suspend node of it waits";
    }

    /// <returns>Why nothing is set, or null.</returns>
    public static string? Set(NodeSetRequest request, DecisionInProgress decision)
    {
        if (Choose(request.NodeFieldSelector, decision, out var nodes) is { } mistake) return mistake;
        if (nodes.Count == 0) return NoneMatches(request.NodeFieldSelector, decision);
        if (request is { Phase: null, Message: null, OutputParameters: null or { Count: 0 } }) return "nothing to set: give a phase, a message or an output parameter";
        if (request.Phase is NodePhase.Pending or NodePhase.Running) return $"a node can't be set to {request.Phase}, only to the phase in which it ends";
        foreach (var node in nodes)
            if (Unexpected(node, request.OutputParameters ?? StepOutputs.None.Parameters, decision) is { } complaint) return complaint;
        if (request.Phase == NodePhase.Succeeded && Unsupplied(nodes, decision, request.OutputParameters) is { } missing) return missing;
        foreach (var node in nodes) Set(node, request, decision);
        return null;
    }

    /// <summary>The outputs that were neither given nor have a default, if any node has such.</summary>
    public static string? Unsupplied(List<Node> nodes, DecisionInProgress decision, IReadOnlyDictionary<string, string>? given = null)
    {
        var missing = nodes.SelectMany(node => SuppliedOutputs.Missing(node, decision).Where(output => given?.ContainsKey(output) != true).Select(output => (Node: node, Output: output))).ToList();
        if (missing.Count == 0) return null;
        var (first, name) = missing[0];
        return string.Join("; ", missing.Take(10).Select(one => $"{DisplayName.Of(one.Node)}: {SuppliedOutputs.NotSet(one.Output)}"))
            + $"; set it first: runbooks node set {decision.Run.Run.Name} --node-field-selector name={first.Name} --output-parameter {name}=VALUE";
    }

    private static IEnumerable<Node> All(RunState run) => run.Nodes.Where(node => node is { Type: NodeType.Suspend, Phase: NodePhase.Running });

    private static string? Unexpected(Node node, IReadOnlyDictionary<string, string> given, DecisionInProgress decision)
    {
        var expected = SuppliedOutputs.Expected(node, decision);
        foreach (var (name, value) in given)
        {
            var output = expected.FirstOrDefault(output => output.Name == name);
            if (output is null) return $"{DisplayName.Of(node)} expects no output parameter '{name}'{DidYouMean.Hint(name, expected.Select(known => known.Name))}{Known(expected.Select(known => known.Name))}";
            if (node.Outputs?.Parameters.ContainsKey(name) == true) return $"{DisplayName.Of(node)}: output parameter '{name}' was already set";
            if (SuppliedOutputs.Choices(output, node, decision) is { } choices && !choices.Contains(value))
                return $"{DisplayName.Of(node)}: '{value}' is not one of the values that '{name}' may have: {string.Join(", ", choices)}";
        }
        return null;
    }

    private static string Known(IEnumerable<string> names) => names.Any() ? $"; it expects {string.Join(", ", names)}" : "; it has none with 'valueFrom: {supplied: {}}'";

    private static void Set(Node node, NodeSetRequest request, DecisionInProgress decision)
    {
        if (request.OutputParameters is { Count: > 0 } given) decision.Record(new OutputsSupplied(decision.Now, node.Number, given));
        var message = request.Message ?? node.Message;
        if (request.Phase is not { } phase) decision.Say(node, message);
        else decision.Finish(node, phase, message, phase == NodePhase.Succeeded ? SuppliedOutputs.Of(node, decision) : node.Outputs);
    }
}
