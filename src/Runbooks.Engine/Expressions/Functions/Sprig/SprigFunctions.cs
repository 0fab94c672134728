using System.Collections.Frozen;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

internal static class SprigFunctions
{
    public static FrozenDictionary<string, object?> All { get; } = FrozenDictionary<string, object?>.Empty;
}
