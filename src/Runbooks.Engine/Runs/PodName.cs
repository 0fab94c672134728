using Runbooks.Engine.Compilation;

namespace Runbooks.Engine.Runs;

/// <summary>
/// Argo's Pod names: <c>run-template-hash</c>, or the node's id if the run's annotation <c>workflows.argoproj.io/pod-name-format</c> is
/// <c>v1</c>; the root's Pod is named as the run.
/// </summary>
public static class PodName
{
    private const int LongestPrefix = 253 - 10 - 1;

    private const string Format = "workflows.argoproj.io/pod-name-format";

    public static string Of(RunState run, Node node) => Of(run, node, TemplateKey.NameOf(node.TemplateKey!));

    /// <param name="template">The name of the node's template, or null; nodes without a Pod have a name for one in <c>workflow.failures</c>.</param>
    internal static string Of(RunState state, Node node, string? template)
    {
        var run = state.Run.Name;
        if (node.Name == run) return run;
        if (state.Metadata.Annotations.GetValueOrDefault(Format) == "v1") return node.ArgoId;
        var prefix = (template is { Length: > 0 } ? $"{run}-{template}" : run).ToLowerInvariant();
        var suffix = node.ArgoId[run.Length..];
        return (prefix.Length > LongestPrefix ? prefix[..LongestPrefix] : prefix) + suffix;
    }
}
