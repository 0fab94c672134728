using Runbooks.Engine.Compilation;

namespace Runbooks.Engine.Runs;

/// <summary>Argo's Pod names (v2): <c>run-template-hash</c>; the root's Pod is named as the run.</summary>
public static class PodName
{
    private const int LongestPrefix = 253 - 10 - 1;

    public static string Of(string run, Node node)
    {
        if (node.Name == run) return run;
        var prefix = (TemplateKey.NameOf(node.TemplateKey!) is { Length: > 0 } template ? $"{run}-{template}" : run).ToLowerInvariant();
        var suffix = node.ArgoId[run.Length..];
        return (prefix.Length > LongestPrefix ? prefix[..LongestPrefix] : prefix) + suffix;
    }
}
