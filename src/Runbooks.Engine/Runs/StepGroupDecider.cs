using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Compilation;
using Runbooks.Engine.Conditions;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>Step groups: all members start at once; when all have ended, one that failed and may not be passed over fails the group.</summary>
internal static class StepGroupDecider
{
    private const int DeepestNesting = 100;

    public static void Advance(Node group, DecisionInProgress decision)
    {
        if (group.Children.Count == 0 && !Expand(group, decision)) return;
        if (group.OpenChildren == 0) Conclude(group, decision);
    }

    /// <summary>Starts every member. If one can't start, none is: the group errs with the reason.</summary>
    private static bool Expand(Node group, DecisionInProgress decision)
    {
        // Steps node and group are one level of the author's templates.
        if (group.Depth / 2 > DeepestNesting)
        {
            decision.Finish(group, NodePhase.Error, $"templates call each other more than {DeepestNesting} levels deep");
            return false;
        }
        var members = decision.TemplateOf(group.Parent!).Groups[group.StepIndex];
        var scope = decision.ScopeOf(group.Parent!);
        var starts = members.SelectMany(step => Starts(step, group, decision.Run.Runbook, scope)).ToList();
        if (starts.Find(start => start.Phase == NodePhase.Error) is { } errored)
        {
            decision.Start(errored, group);
            decision.Finish(group, NodePhase.Error, errored.Message);
            return false;
        }
        foreach (var start in starts) decision.Start(start, group);
        return true;
    }

    private static IEnumerable<NodeStart> Starts(CompiledStep step, Node group, CompiledRunbook runbook, Scope scope)
    {
        var name = $"{group.Name}.{step.Step.Name}";
        IEnumerable<NodeStart> starts;
        try
        {
            starts = step.IsLoop ? [.. Loop(step, name, runbook, scope)] : [One(step, name, runbook, scope)];
        }
        catch (Exception wrong) when (wrong is StepInputException or UnresolvedTagException or ConditionException)
        {
            starts = [NodeStart.Errored(name, $"step '{step.Step.Name}': {wrong.Message}")];
        }
        return starts.Select(start => start with { Step = step.Index });
    }

    private static IEnumerable<NodeStart> Loop(CompiledStep step, string name, CompiledRunbook runbook, Scope scope)
    {
        // A condition that doesn't look at the item is settled before the list is: the list may not even be there.
        if (step.When is { DependsOnItem: false } when && !when.Holds(scope))
        {
            yield return NodeStart.Skipped(name, $"when '{when.Filled(scope)}' evaluated false");
            yield break;
        }
        var items = step.WithItems?.Select(item => item.Fill(scope)).ToList() ?? Parse(step.WithParam!.Fill(scope));
        if (items.Count == 0) yield return NodeStart.Skipped(name, StepResult.SkippedEmpty);
        for (var i = 0; i < items.Count; i++)
            yield return One(step, LoopItem.NodeName(name, i, items[i]), runbook, new ItemScope(items[i], scope));
    }

    private static NodeStart One(CompiledStep step, string name, CompiledRunbook runbook, Scope scope)
    {
        if (step.When is { } when && !when.Holds(scope)) return NodeStart.Skipped(name, $"when '{when.Filled(scope)}' evaluated false");
        var template = step.Template.Fill(scope);
        var compiled = runbook.Find(template) ?? throw new StepInputException($"there is no template '{template}'");
        var arguments = step.Arguments
            .Where(argument => argument.Value is not null)
            .ToDictionary(argument => argument.Name, argument => argument.Value!.Fill(scope), StringComparer.Ordinal);
        return TemplateStart.Of(compiled, name, arguments, scope);
    }

    private static List<JsonNode?> Parse(string list)
    {
        try
        {
            if (JsonNode.Parse(list) is JsonArray items) return [.. items];
        }
        catch (JsonException) { }
        var shown = list.Length <= 80 ? list : list[..80] + "…";
        throw new StepInputException($"withParam value could not be parsed as a JSON list: {shown.Trim()}");
    }

    private static void Conclude(Node group, DecisionInProgress decision)
    {
        var members = decision.TemplateOf(group.Parent!).Groups[group.StepIndex];
        var failed = group.ChildList.Find(child => child.FailedOrErrored && !MayFail(members[child.StepIndex], child));
        if (failed is null) decision.Finish(group, NodePhase.Succeeded);
        else decision.Finish(group, NodePhase.Failed, $"child '{failed.ArgoId}' failed");
    }

    private static bool MayFail(CompiledStep step, Node child) => step.Step.ContinueOn is { } allowed
        && ((child.Phase == NodePhase.Failed && allowed.Failed) || (child.Phase == NodePhase.Error && allowed.Error));
}
