using System.Text.Json;
using Runbooks.Engine.Compilation;
using Runbooks.Engine.Conditions;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>Makes nodes of the steps of a group, or of a dag's task: one each, or one for each item of a loop.</summary>
internal sealed class StepExpansion
{
    private readonly Node _boundary;
    private readonly DecisionInProgress _decision;
    private readonly Scope _scope;

    private readonly bool _isThere;
    private int _count;

    /// <param name="isThere">Some or all of the nodes have been started before, and then there was room for all.</param>
    private StepExpansion(Node boundary, DecisionInProgress decision, string purpose, bool isThere) =>
        (_boundary, _decision, _scope, _isThere) = (boundary, decision, decision.ScopeOf(boundary, purpose), isThere);

    /// <summary>The nodes to start. A step that can't start is one in phase Error.</summary>
    public static List<NodeStart> Of(Node group, DecisionInProgress decision)
    {
        var expansion = new StepExpansion(group.Parent!, decision, group.Name, isThere: group.Children.Count > 0);
        return [.. decision.TemplateOf(group.Parent!).Groups[group.StepIndex].SelectMany(step => expansion.Starts(step, group.Name))];
    }

    /// <summary>The nodes of a task: one of its own name, or one for each item. A task that can't start is one in phase Error.</summary>
    /// <param name="isThere">Some of them have been started before.</param>
    public static List<NodeStart> OfTask(Node dag, CompiledTask task, DecisionInProgress decision, bool isThere = false) => new StepExpansion(dag, decision, task.Name, isThere).Starts(task.Call, dag.Name);

    private List<NodeStart> Starts(CompiledStep step, string owner)
    {
        var name = $"{owner}.{step.Step.Name}";
        try
        {
            if (step.Name.HasTags) name = $"{owner}.{step.Name.Fill(_scope)}";
            if (step.IsLoop) return Loop(step, name);
            CheckNodes(step, 1);
            return [One(step, name, _scope)];
        }
        catch (Exception wrong) when (wrong is StepInputException or UnresolvedTagException or ConditionException)
        {
            return [NodeStart.Errored(name, $"{(_boundary.Type == NodeType.DAG ? "task" : "step")} '{step.Step.Name}': {wrong.Message}") with { Step = step.Index }];
        }
    }

    private void CheckNodes(CompiledStep step, int count)
    {
        if (!_isThere) Bounds.CheckNodes(_boundary, _count += count, step.Template.Text, _decision);
    }

    private List<NodeStart> Loop(CompiledStep step, string name)
    {
        // A condition that doesn't look at the item is settled before the list is: the list may not even be there.
        if (step.When is { DependsOnItem: false } when && !when.Holds(_scope)) return LeftOut(step, name, $"when '{when.Filled(_scope)}' evaluated false");
        var items = Items(step);
        if (items.Count == 0) return [NodeStart.Skipped(name, StepResult.SkippedEmpty) with { Step = step.Index }];
        CheckNodes(step, items.Count);
        return [.. items.Select((item, i) => One(step, item.NodeName(name, i), new ItemScope(item, _scope, i), item))];
    }

    /// <summary>As in Argo: a node for each item if the list can be known without the steps before, else one.</summary>
    private List<NodeStart> LeftOut(CompiledStep step, string name, string reason)
    {
        try
        {
            if (step.ListIsFixed && Items(step) is { Count: > 0 } items)
            {
                CheckNodes(step, items.Count);
                return [.. items.Select((item, i) => NodeStart.Skipped(item.NodeName(name, i), reason) with { Step = step.Index })];
            }
        }
        catch (Exception wrong) when (wrong is StepInputException or UnresolvedTagException) { }
        // In a dag, Argo takes a list that isn't there yet for an empty one.
        return [NodeStart.Skipped(name, _boundary.Type == NodeType.DAG ? StepResult.SkippedEmpty : reason) with { Step = step.Index }];
    }

    private List<LoopItem> Items(CompiledStep step) =>
        step.WithItems?.Select(item => LoopItem.Of(item.Fill(_scope))).ToList()
        ?? (step.WithSequence is { } sequence ? NumberSequence.Items(sequence, _scope) : Parse(step.WithParam!.Fill(_scope)));

    private NodeStart One(CompiledStep step, string name, Scope scope, LoopItem? item = null)
    {
        if (step.When is { } when && !when.Holds(scope)) return NodeStart.Skipped(name, $"when '{when.Filled(scope)}' evaluated false") with { Step = step.Index };
        var runbook = _decision.Run.Runbook;
        var template = step.Template.Fill(scope);
        Bounds.CheckDepth(_boundary, template, _decision);
        var compiled = runbook.Find(template) ?? throw new StepInputException($"there is no template '{template}'");
        try
        {
            return TemplateStart.Of(compiled, name, input => Argument(step, input, scope), _decision.Run.Global) with
            {
                Step = step.Index,
                Item = compiled.SeesItem ? item?.Raw : null,
                Artifacts = ArtifactInputs.Of(compiled, step, _boundary, _decision.TemplateOf(_boundary), scope),
            };
        }
        catch (StepInputException) when (step.Arguments.FirstOrDefault(argument => IsAbsent(argument.Value, scope)) is { Value: { } absent } argument)
        {
            // Argo's words, which people look for.
            throw new StepInputException($"inputs.parameters.{argument.Name}: argument references an absent optional (skipped/omitted node output with no default): {absent.Text}");
        }
    }

    /// <returns>Null if the step gives none. The output of a skipped step that is all of an argument counts as not given.</returns>
    private string? Argument(CompiledStep step, string input, Scope scope)
    {
        foreach (var (name, value) in step.Arguments)
            if (name == input)
                return value is null ? FromConfigMap(step, input) : IsAbsent(value, scope) ? null : value.Fill(scope);
        return null;
    }

    private string? FromConfigMap(CompiledStep step, string input) =>
        step.Step.Arguments.Parameters.First(argument => argument.Name == input).ValueFrom is { ConfigMapKeyRef: not null } source ? ConfigMapInputs.ValueOf(input, source, _decision.Run) : null;

    private static bool IsAbsent(TextTemplate? argument, Scope scope) => argument?.SingleTag is { } tag && scope.IsAbsent(tag.Name);

    private static List<LoopItem> Parse(string list)
    {
        try
        {
            if (LoopItem.ListOf(list) is { } items) return items;
        }
        catch (JsonException) { }
        var shown = list.Length <= 80 ? list : list[..80] + "…";
        throw new StepInputException($"withParam value could not be parsed as a JSON list: {shown.Trim()}");
    }
}
