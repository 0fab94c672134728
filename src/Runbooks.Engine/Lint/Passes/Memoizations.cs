using System.Text.RegularExpressions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;
using Runbooks.Waiting;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>What is memoized has a key and a cache that there can be. Argo finds these out at run time, so they are warnings.</summary>
internal static partial class Memoizations
{
    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates)
            if (site.Template.Memoize is { } memoize)
                CheckMemoize(context, memoize, $"{site.Path}.memoize");
    }

    private static void CheckMemoize(LintContext context, Memoize memoize, string path)
    {
        if (!TextTemplate.MayHaveTags(memoize.Key) && !Key().IsMatch(memoize.Key))
            context.Warning($"{path}.key", $"'{memoize.Key}' can't be a key: it may have letters, digits and '-', and begins with a letter or digit", "invalid-cache-key");
        if (!TextTemplate.MayHaveTags(memoize.MaxAge) && memoize.MaxAge.Length > 0 && Duration.Parse(memoize.MaxAge) is null)
            context.Warning($"{path}.maxAge", $"'{memoize.MaxAge}' is no length of time; write it as in '90s', '5m' or '24h'", "invalid-duration");
        if (memoize.Cache.ConfigMap is { Name: null or "" } && context.Document.Find($"{path}.cache.configMap") is not null)
            context.Warning($"{path}.cache.configMap", "the cache needs a 'name'", "invalid-cache");
    }

    [GeneratedRegex(@"^[a-zA-Z0-9][-a-zA-Z0-9]*\z")]
    private static partial Regex Key();
}
