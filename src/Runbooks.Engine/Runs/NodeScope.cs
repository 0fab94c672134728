using Runbooks.Engine.Compilation;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>
/// What a node's template can see. An inline template is part of the template that it stands in: as in Argo it sees, before all of its
/// own, what the step around it sees, its item included.
/// </summary>
internal static class NodeScope
{
    /// <summary>What the template itself can see.</summary>
    public static Scope Of(RunState run, Node node) => Of(run, node, run.Global);

    /// <summary>What the steps of a steps node, or the tasks of a dag, can see.</summary>
    public static Scope OfCalls(RunState run, Node node) => OfCalls(run, node, run.Global);

    private static Scope Of(RunState run, Node node, Scope outer)
    {
        var own = new InputsScope(run, node, outer);
        if (node.TemplateKey is not { } key || !TemplateKey.IsInline(key) || node.Boundary is not { } around) return own;
        var step = OfCalls(run, around, own);
        return ItemOf(node) is { } item ? new ItemScope(LoopItem.OfJson(item), step) : step;
    }

    private static Scope OfCalls(RunState run, Node node, Scope outer)
    {
        var own = Of(run, node, outer);
        return node.Dag is { } dag ? new TasksScope(dag, run.Runbook, own) : new StepsScope(node, run.Runbook.Find(node.TemplateKey!)!, run.Runbook, own);
    }

    /// <summary>An attempt has the item of the node that is retried.</summary>
    private static string? ItemOf(Node node) => node.Item ?? (node.Attempt >= 0 ? node.Parent!.Item : null);
}
