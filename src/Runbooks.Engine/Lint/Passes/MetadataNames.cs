using System.Text.RegularExpressions;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>A run's name becomes the name of Pods and the value of a label: Kubernetes' rules for both. Other documents need a name of their own.</summary>
internal static partial class MetadataNames
{
    private const int LongestName = 63;

    /// <summary>The runs' names have a dash and the time, in seconds, behind it.</summary>
    private const int LongestCronName = 52;

    public static void Check(LintContext context)
    {
        var metadata = context.Workflow.Metadata;
        if (metadata.Name is { Length: > 0 } name) CheckName(context, name, context.Kind == RunbookKind.CronWorkflow ? LongestCronName : LongestName);
        else if (context.Kind != RunbookKind.Workflow) context.Warning("metadata", $"the {context.Kind} has no 'metadata.name': nobody can refer to it, and no cluster takes it", "missing-name");
        else if (metadata.GenerateName is { Length: > 0 } prefix) CheckPrefix(context, prefix);
        else context.Warning("metadata", "the workflow has neither 'metadata.name' nor 'metadata.generateName': no cluster takes it", "missing-name");
        if (metadata.Namespace is { Length: > 0 } space && (space.Length > LongestName || !Label().IsMatch(space)))
            context.Error("metadata.namespace", $"'{space}' can't be a namespace: at most {LongestName} of a-z, 0-9 and '-', beginning and ending with a letter or digit", "invalid-name");
    }

    private static void CheckName(LintContext context, string name, int longest)
    {
        if (name.Length > longest)
            context.Error("metadata.name", $"the name has {name.Length} characters; at most {longest} are allowed", "invalid-name");
        else if (!Subdomain().IsMatch(name))
            context.Error("metadata.name", $"'{name}' can't be a name: only a-z, 0-9, '-' and '.', beginning and ending with a letter or digit", "invalid-name");
    }

    private static void CheckPrefix(LintContext context, string prefix)
    {
        if (!Prefix().IsMatch(prefix))
            context.Error("metadata.generateName", $"'{prefix}' can't begin a name: only a-z, 0-9, '-' and '.', beginning with a letter or digit", "invalid-name");
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Subdomain();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Label();

    [GeneratedRegex(@"^[a-z0-9][-a-z0-9.]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Prefix();
}
