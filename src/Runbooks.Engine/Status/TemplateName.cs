using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Status;

/// <summary>Argo's <c>templateName</c>: the template a node carries out or, if it was skipped, would have.</summary>
public static class TemplateName
{
    /// <returns>Null for a step group, and where a skipped step's template would have been known only at its start.</returns>
    public static string? Of(RunState run, Node node)
    {
        if (node.TemplateName is not null || node.Type is not (NodeType.Skipped or NodeType.TaskGroup)) return node.TemplateName;
        return run.CallOf(node) is { Template.HasTags: false } call ? call.Step.Template : null;
    }
}
