using Runbooks.Engine.Compilation;

namespace Runbooks.Engine.Runs;

/// <summary>Argo's Pod names (v2): <c>run-template-hash</c>; the root's Pod is named as the run.</summary>
public static class PodName
{
    private const int LongestPrefix = 253 - 10 - 1;

    public static string Of(string run, Node node) => Of(run, node, TemplateKey.NameOf(node.TemplateKey!));

    /// <param name="template">The name of the node's template, or null; nodes without a Pod have a name for one in <c>workflow.failures</c>.</param>
    internal static string Of(string run, Node node, string? template)
    {
        if (node.Name == run) return run;
        var prefix = (template is { Length: > 0 } ? $"{run}-{template}" : run).ToLowerInvariant();
        var suffix = node.ArgoId[run.Length..];
        return (prefix.Length > LongestPrefix ? prefix[..LongestPrefix] : prefix) + suffix;
    }
}
