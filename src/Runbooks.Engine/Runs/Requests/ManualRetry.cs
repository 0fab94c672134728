using Runbooks.Engine.Submission;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs.Requests;

/// <summary>Tries a run again that has ended: the same run, from where it failed.</summary>
internal static class ManualRetry
{
    /// <returns>Why it can't be, or null.</returns>
    public static string? Retry(RetryRequest request, DecisionInProgress decision)
    {
        var run = decision.Run;
        var hasSelector = request.NodeFieldSelector is { Length: > 0 };
        if (!run.IsFinished) return $"it can't be retried in phase {run.Phase}; only a run that has ended can";
        if (request.RestartSuccessful != hasSelector) return "to do successful steps again, say so and choose which: --restart-successful and --node-field-selector belong together";
        if (run.Phase == RunPhase.Succeeded && !request.RestartSuccessful)
            return "it succeeded; to do some of it again, choose what: --restart-successful --node-field-selector displayName=NAME";
        if (!NodeFieldSelector.TryParse(request.NodeFieldSelector, out var selector, out var mistake)) return $"node field selector '{request.NodeFieldSelector}': {mistake}";
        var chosen = request.RestartSuccessful ? run.Nodes.Where(node => selector.Matches(run, node)).ToHashSet() : [];
        if (request.RestartSuccessful && chosen.Count == 0) return $"no node of it matches '{request.NodeFieldSelector}'";
        var parameters = request.Parameters ?? new Dictionary<string, string>();
        if (string.Join("; ", Submitter.Problems(run.Runbook.Workflow.Spec, parameters)) is { Length: > 0 } problems) return problems;
        GoOn(RetryRange.Of(run, chosen, parameters.Count > 0), parameters, decision);
        return null;
    }

    private static void GoOn(RetryRange range, IReadOnlyDictionary<string, string> parameters, DecisionInProgress decision)
    {
        decision.Record(new RunRetried(decision.Now, range.Removed, range.Reset, parameters.Count > 0 ? parameters : null));
        if (parameters.Count == 0) return;
        // From the outside in: what is given to a node depends on what was given to the one around it.
        foreach (var number in range.Reset) GiveInputs(decision.Run.NodeAt(number), decision);
    }

    /// <summary>An attempt has the inputs of the node that is retried; what is in a group is made anew.</summary>
    private static void GiveInputs(Node node, DecisionInProgress decision)
    {
        if (node.Inputs is null || node.Attempt >= 0) return;
        try
        {
            if (InputsOf(node, decision) is { } inputs) decision.Record(new NodeInputsChanged(decision.Now, node.Number, inputs));
        }
        catch (Exception wrong) when (wrong is StepInputException or UnresolvedTagException)
        {
            decision.Finish(node, NodePhase.Error, wrong.Message);
        }
    }

    private static IReadOnlyDictionary<string, string>? InputsOf(Node node, DecisionInProgress decision) => node.Parent switch
    {
        null => TemplateStart.Of(decision.Run.Runbook.Entrypoint, node.Name, decision.Run.Global.Argument, decision.Run.Global).Inputs,
        { Dag: { } dag } parent => StepExpansion.OfTask(parent, dag.Dag.Tasks[node.StepIndex], decision).Find(start => start.Name == node.Name).Inputs,
        _ => null,
    };
}
