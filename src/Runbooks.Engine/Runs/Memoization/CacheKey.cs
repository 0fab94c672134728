using System.Text.RegularExpressions;
using Runbooks.Engine.Argo;
using Runbooks.Waiting;

namespace Runbooks.Engine.Runs.Memoization;

/// <summary>Which entry of which cache holds a node's outputs.</summary>
/// <param name="MaxAge">How old it may be; null for any age.</param>
public sealed partial record CacheKey(string Cache, string Key, TimeSpan? MaxAge)
{
    /// <param name="memoize">Its tags are filled in.</param>
    /// <exception cref="StepInputException">A value is not of its form.</exception>
    internal static CacheKey Of(Memoize memoize)
    {
        if (!Form().IsMatch(memoize.Key)) throw new StepInputException($"invalid cache key: {memoize.Key}; it may have letters, digits and '-', and begins with a letter or digit");
        if (memoize.Cache.ConfigMap.Name is not { Length: > 0 } cache) throw new StepInputException("memoize: the cache needs a name: cache.configMap.name");
        TimeSpan? maxAge = memoize.MaxAge is { Length: > 0 } age ? Duration.Parse(age) ?? throw new StepInputException($"invalid maxAge: '{age}' is no length of time") : null;
        return new CacheKey(cache, memoize.Key, maxAge);
    }

    [GeneratedRegex(@"^[a-zA-Z0-9][-a-zA-Z0-9]*\z")]
    private static partial Regex Form();
}
