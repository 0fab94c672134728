using System.Text;
using Runbooks.Engine.Expressions;
using Runbooks.Engine.Expressions.Functions;

namespace Runbooks.Engine.Templating;

/// <summary>
/// What expressions can know beside their variables: the time, and what chance is made from. Two occasions that are alike give the same values in
/// the same order, so that whatever is filled in again after a crash is what it was before.
/// </summary>
/// <param name="now">What <c>now()</c> says.</param>
/// <param name="seed">What tells this occasion from all others: the run and the node.</param>
public sealed class Occasion(DateTimeOffset now, string seed)
{
    private RandomStream? _random;

    public DateTimeOffset Now => now;

    /// <summary>Nobody said when and where: the time stands still.</summary>
    public static Occasion Unknown => new(DateTimeOffset.UnixEpoch, "");

    /// <summary>The same for something else, which has chances of its own.</summary>
    public Occasion For(string what, DateTimeOffset? at = null) => new(at ?? now, $"{seed}/{what}");

    public EvaluationContext Context(IReadOnlyDictionary<string, object?> variables) => new() { Variables = variables, Now = now, FindZone = FindZone, RandomSource = Random };

    // One stream for all: two texts that are asked for a random value get two.
    private RandomStream Random() => _random ??= new RandomStream(Encoding.UTF8.GetBytes(seed));

    private static TimeZoneInfo? FindZone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
