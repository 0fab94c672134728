using Runbooks.Engine.Argo;
using Runbooks.Engine.Compilation;
using Runbooks.Engine.Conditions;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>
/// Lifecycle hooks: each begins once, when its expression first holds; the exit handler when the node and its other hooks are over. What
/// the node belongs to goes on when all of them have ended. Expressions are judged when the node begins, runs and ends: nothing else that
/// they read changes. (Argo judges them each time that it looks at the workflow.)
/// </summary>
internal static class HookDecider
{
    /// <returns>The node and all its hooks are over.</returns>
    public static bool Advance(Node node, DecisionInProgress decision)
    {
        var hooks = node.Hooks!;
        if (!FailFast.Holds(node.Boundary, decision)) Fire(node, hooks, decision);
        return node.IsFinished && hooks.Open == 0 && node.HeldChildren == 0;
    }

    private static void Fire(Node node, NodeHooks hooks, DecisionInProgress decision)
    {
        if (MayFire(node))
        {
            // Most steps are over before anyone has seen them run; yet they did.
            if (node is { IsLeaf: true, Phase: NodePhase.Succeeded or NodePhase.Failed } && !hooks.WasRunning) FireOthers(node, hooks, NodePhase.Running, decision);
            FireOthers(node, hooks, node.Phase, decision);
        }
        if (hooks.Compiled.Exit is { } exit && MayExit(node, hooks, decision)) Fire(exit, node, hooks, node.Phase, decision);
    }

    /// <summary>The items of a dag's loop have no hooks of their own but the exit handler, the loop as a whole has them. What was skipped in a steps template has none.</summary>
    private static bool MayFire(Node node) => node.Parent?.Type switch
    {
        NodeType.TaskGroup => false,
        NodeType.StepGroup => node.Type != NodeType.Skipped,
        _ => true,
    };

    private static bool MayExit(Node node, NodeHooks hooks, DecisionInProgress decision) =>
        node is { IsFinished: true, Phase: not (NodePhase.Skipped or NodePhase.Omitted) } && hooks.Open == 0 && node.HeldChildren == 0 && hooks.Find(LifecycleHook.Exit) is null
        && !(node.Parent?.Type == NodeType.StepGroup && node.Type == NodeType.Skipped) && decision.Run.Shutdown != ShutdownStrategy.Terminate;

    private static void FireOthers(Node node, NodeHooks hooks, NodePhase phase, DecisionInProgress decision)
    {
        foreach (var hook in hooks.Compiled.Others)
            if (hooks.Find(hook.Name) is null) Fire(hook, node, hooks, phase, decision);
    }

    private static void Fire(CompiledHook hook, Node node, NodeHooks hooks, NodePhase phase, DecisionInProgress decision)
    {
        var scope = HookScope.Of(node, phase, decision);
        try
        {
            // As in Argo, the workflow's exit handler comes whatever its expression says.
            if (hook.Expression is { } expression && !(node.Parent is null && hook.Name == LifecycleHook.Exit) && !expression.Holds(scope)) return;
        }
        catch (Exception wrong) when (wrong is ConditionException or UnresolvedTagException)
        {
            hooks.Problem ??= wrong.Message;
            return;
        }
        if (node.HeldChildren == 0) Begin(hook, node, hooks, scope, decision);
    }

    private static void Begin(CompiledHook hook, Node node, NodeHooks hooks, Scope scope, DecisionInProgress decision)
    {
        var name = hook.Name == LifecycleHook.Exit ? $"{node.Name}.onExit" : $"{node.Name}.hooks.{hook.Name}";
        try
        {
            var template = decision.Run.Runbook.Find(hook.Template) ?? throw new StepInputException($"there is no template '{hook.Template}'");
            if (hook.Name != LifecycleHook.Exit) Bounds.CheckNodes(node, 1, hook.Template, decision);
            var start = TemplateStart.Of(template, name, input => Argument(hook, input, scope, decision), decision.Run.Global);
            Parallelism.StartHook(start with { Hook = hook.Name }, node, decision);
        }
        catch (Exception wrong) when (wrong is StepInputException or UnresolvedTagException)
        {
            hooks.Problem ??= wrong.Message;
            decision.Start(NodeStart.Errored(name, wrong.Message) with { Hook = hook.Name }, node);
        }
    }

    /// <summary>As in Argo, an exit handler without arguments has those of the workflow.</summary>
    private static string? Argument(CompiledHook hook, string input, Scope scope, DecisionInProgress decision)
    {
        if (hook.Name == LifecycleHook.Exit && hook.Arguments.Count == 0) return decision.Run.Global.Argument(input);
        foreach (var (name, value) in hook.Arguments)
            if (name == input) return value is null || (value.SingleTag is { } tag && scope.IsAbsent(tag.Name)) ? null : value.Fill(scope);
        return null;
    }
}
