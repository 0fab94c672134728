using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Times;
using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Builtins;
using Kinds = Runbooks.Engine.Expressions.Checking.StaticKinds;

namespace Runbooks.Engine.Expressions.Functions;

/// <summary>Times, durations and zones.</summary>
internal static class TimeFunctions
{
    /// <summary>How <c>date</c> reads a text without being told: ISO, RFC 3339, RFC 822, RFC 850, RFC 1123.</summary>
    private static readonly string[] Layouts =
    [
        "2006-01-02", "15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04:05Z07:00", "02 Jan 06 15:04 MST", "Monday, 02-Jan-06 15:04:05 MST", "Mon, 02 Jan 2006 15:04:05 MST",
    ];

    public static IEnumerable<Builtin> All { get; } =
    [
        Make("now", Takes(Kinds.Zone).Or(), StaticType.Time, (evaluation, args) => args.Length == 0 ? evaluation.Now : evaluation.Now.In(ZoneOf(args[0]))),
        Make("duration", Takes(Kinds.String), StaticType.Duration, args => GoDuration.TryParse(Text(args[0]), out var duration)
            ? duration
            : throw new EvaluationException($"time: invalid duration \"{args[0]}\"")),
        Make("date", Takes(Kinds.Zone | Kinds.String, Kinds.String, Kinds.String).Or(Kinds.Zone | Kinds.String, Kinds.String).Or(Kinds.Zone | Kinds.String), StaticType.Time, Date),
        Make("timezone", Takes(Kinds.String), StaticType.Zone, (evaluation, args) => evaluation.Zone(Text(args[0]))),
    ];

    private static GoZone ZoneOf(object? value) =>
        value as GoZone ?? throw new EvaluationException("invalid number of arguments (expected 0, got 1)");

    /// <summary><c>date([zone,] text [, layout [, zone name]])</c></summary>
    private static GoTime Date(Evaluation evaluation, object?[] args)
    {
        var zone = args[0] as GoZone;
        var rest = zone is null ? args : args[1..];
        if (rest.Length == 0) throw new EvaluationException("invalid number of arguments (expected at least 2, got 1)");
        var text = Text(rest[0]);
        if (rest.Length == 1)
            return Layouts.Select(layout => TimeLayout.Parse(layout, text, zone ?? GoZone.Utc)).FirstOrDefault(time => time is not null)
                ?? throw new EvaluationException($"invalid date {text}");
        var named = rest.Length > 2 ? evaluation.Zone(Text(rest[2])) : zone ?? GoZone.Utc;
        return TimeLayout.Parse(Text(rest[1]), text, named)
            ?? throw new EvaluationException($"parsing time \"{text}\" as \"{Text(rest[1])}\": cannot parse \"{text}\" as \"{Text(rest[1])}\"");
    }
}
