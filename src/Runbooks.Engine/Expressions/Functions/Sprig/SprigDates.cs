using System.Globalization;
using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Times;
using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>Dates: a time, or a number of seconds since 1970; anything else is now.</summary>
internal static class SprigDates
{
    public static IEnumerable<GoFunction> All { get; } =
    [
        Function("now", (Evaluation evaluation) => evaluation.Now),
        Function("date", (Evaluation evaluation, string layout, object? date) => Format(evaluation, layout, date, "Local")),
        Function("dateInZone", (Evaluation evaluation, string layout, object? date, string zone) => Format(evaluation, layout, date, zone)),
        Function("date_in_zone", (Evaluation evaluation, string layout, object? date, string zone) => Format(evaluation, layout, date, zone)),
        Function("htmlDate", (Evaluation evaluation, object? date) => Format(evaluation, "2006-01-02", date, "Local")),
        Function("htmlDateInZone", (Evaluation evaluation, object? date, string zone) => Format(evaluation, "2006-01-02", date, zone)),
        Function("dateModify", (string by, GoTime date) => GoDuration.TryParse(by, out var duration) ? date.Add(duration) : date),
        Function("date_modify", (string by, GoTime date) => GoDuration.TryParse(by, out var duration) ? date.Add(duration) : date),
        Function("mustDateModify", (string by, GoTime date) => date.Add(Duration(by))),
        Function("must_date_modify", (string by, GoTime date) => date.Add(Duration(by))),
        Function("ago", (Evaluation evaluation, object? date) => evaluation.Now.Since(Time(evaluation, date)).Round(new GoDuration(1_000_000_000)).ToString()),
        Function("duration", (object? seconds) => new GoDuration(unchecked(Seconds(seconds) * 1_000_000_000)).ToString()),
        Function("durationRound", (Evaluation evaluation, object? duration) => Rounded(Length(evaluation, duration))),
        Function("toDate", (Evaluation evaluation, string layout, string text) => TimeLayout.Parse(layout, text, evaluation.LocalZone) ?? GoTime.Zero),
        Function("mustToDate", (Evaluation evaluation, string layout, string text) => TimeLayout.Parse(layout, text, evaluation.LocalZone)
            ?? throw new EvaluationException($"parsing time \"{text}\" as \"{layout}\": cannot parse \"{text}\" as \"{layout}\"")),
        Function("unixEpoch", (GoTime date) => date.Unix.ToString(CultureInfo.InvariantCulture)),
    ];

    private static GoTime Time(Evaluation evaluation, object? date) => date switch
    {
        GoTime time => time,
        long seconds => new GoTime(seconds, 0, GoZone.Utc),
        _ => evaluation.Now,
    };

    private static string Format(Evaluation evaluation, string layout, object? date, string zone)
    {
        var time = Time(evaluation, date);
        try
        {
            return time.In(evaluation.Zone(zone)).Format(layout);
        }
        catch (EvaluationException)
        {
            return time.In(GoZone.Utc).Format(layout);
        }
    }

    private static GoDuration Duration(string text) =>
        GoDuration.TryParse(text, out var duration) ? duration : throw new EvaluationException($"time: invalid duration {SprigTexts.Quote(text)}");

    private static long Seconds(object? value) => value switch
    {
        string text => SprigNumbers.Integer(text),
        long number => number,
        _ => 0,
    };

    private static GoDuration Length(Evaluation evaluation, object? value) => value switch
    {
        string text => GoDuration.TryParse(text, out var duration) ? duration : default,
        long nanoseconds => new GoDuration(nanoseconds),
        GoTime time => evaluation.Now.Since(time),
        _ => default,
    };

    /// <summary>In the largest unit that it is longer than: 2h, 3d, 1mo.</summary>
    private static string Rounded(GoDuration duration)
    {
        var size = (ulong)(duration.Nanoseconds < 0 ? -(Int128)duration.Nanoseconds : duration.Nanoseconds);
        foreach (var (seconds, unit) in new[] { (31_536_000UL, "y"), (2_592_000UL, "mo"), (86_400UL, "d"), (3_600UL, "h"), (60UL, "m"), (1UL, "s") })
            if (size > seconds * 1_000_000_000) return $"{size / (seconds * 1_000_000_000)}{unit}";
        return "0s";
    }
}
