using System.Text.RegularExpressions;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>A run's name becomes the name of Pods and the value of a label: Kubernetes' rules for both.</summary>
internal static partial class MetadataNames
{
    private const int LongestName = 63;

    public static void Check(LintContext context)
    {
        var metadata = context.Workflow.Metadata;
        if (metadata.Name is { Length: > 0 } name) CheckName(context, name);
        else if (metadata.GenerateName is { Length: > 0 } prefix) CheckPrefix(context, prefix);
        else context.Error("metadata", "the workflow needs 'metadata.name' or 'metadata.generateName'", "missing-name");
        if (metadata.Namespace is { Length: > 0 } space && (space.Length > LongestName || !Label().IsMatch(space)))
            context.Error("metadata.namespace", $"'{space}' can't be a namespace: at most {LongestName} of a-z, 0-9 and '-', beginning and ending with a letter or digit", "invalid-name");
    }

    private static void CheckName(LintContext context, string name)
    {
        if (name.Length > LongestName)
            context.Error("metadata.name", $"the name has {name.Length} characters; at most {LongestName} are allowed", "invalid-name");
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
