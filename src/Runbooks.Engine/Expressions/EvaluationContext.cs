using Runbooks.Engine.Expressions.Functions;

namespace Runbooks.Engine.Expressions;

/// <summary>
/// All that an expression can know: its variables, and as data what programs ask their machine for. The same context gives the same value.
/// </summary>
public sealed record EvaluationContext
{
    /// <summary>
    /// By name, nested (<c>inputs</c> → <c>parameters</c> → …): null, bool, long, double, string, <c>object?[]</c> or again a map.
    /// <see cref="VariableTree"/> makes them from dotted names or JSON.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Variables { get; init; } = new Dictionary<string, object?>();

    /// <summary>What <c>now()</c> says.</summary>
    public DateTimeOffset Now { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>The zone that dates are shown in where none is named.</summary>
    public TimeZoneInfo LocalZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>A zone by its name in the tz database, such as Europe/Berlin, or null.</summary>
    public Func<string, TimeZoneInfo?> FindZone { get; init; } = _ => null;

    /// <summary>What random values are made from; without it there are none.</summary>
    public ReadOnlyMemory<byte>? Seed { get; init; }

    /// <summary>Instead of a seed: the stream of random bytes that several expressions share.</summary>
    internal Func<RandomStream>? RandomSource { get; init; }

    public ExpressionLimits Limits { get; init; } = ExpressionLimits.Default;
}
