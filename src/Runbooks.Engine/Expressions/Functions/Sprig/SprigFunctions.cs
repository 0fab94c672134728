using System.Collections.Frozen;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>The functions of sprig 3.3 that Argo offers, by name. An expression calls them as <c>sprig.name(…)</c>.</summary>
internal static class SprigFunctions
{
    public static FrozenDictionary<string, object?> All { get; } =
        new[]
        {
            SprigTexts.All, SprigWords.All, SprigNumbers.All, SprigLists.All, SprigMaps.All, SprigDefaults.All, SprigDates.All, SprigRegexes.All, SprigEncodings.All, SprigCrypto.All,
            SprigPaths.All, SprigUrls.All, SprigVersions.All,
        }
        .SelectMany(functions => functions).ToFrozenDictionary(function => function.Name, object? (function) => function);
}
