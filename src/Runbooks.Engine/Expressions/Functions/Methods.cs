using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Times;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Functions;

/// <summary>The methods of times and durations: <c>now().Format("2006-01-02")</c>, <c>(now() - start).Seconds()</c>.</summary>
internal static class Methods
{
    private static readonly Dictionary<string, Method<GoTime>> OfTime = new()
    {
        ["Add"] = new(1, (_, time, args) => time.Add(Duration(args[0]))),
        ["AddDate"] = new(3, (_, time, args) => time.AddDate(Int(args[0]), Int(args[1]), Int(args[2]))),
        ["After"] = new(1, (_, time, args) => time.Utc > Time(args[0]).Utc),
        ["Before"] = new(1, (_, time, args) => time.Utc < Time(args[0]).Utc),
        ["Compare"] = new(1, (_, time, args) => (long)time.Utc.CompareTo(Time(args[0]).Utc)),
        ["Day"] = new(0, (_, time, _) => (long)time.Local.Day),
        ["Equal"] = new(1, (_, time, args) => time.Utc == Time(args[0]).Utc),
        ["Format"] = new(1, (evaluation, time, args) => evaluation.Made(time.Format(Text(args[0])))),
        ["Hour"] = new(0, (_, time, _) => (long)time.Local.Hour),
        ["In"] = new(1, (_, time, args) => time.In(args[0] as GoZone ?? throw Wrong(args[0], "*time.Location"))),
        ["IsZero"] = new(0, (_, time, _) => time.Utc == DateTime.MinValue),
        ["Local"] = new(0, (evaluation, time, _) => time.In(evaluation.LocalZone)),
        ["Location"] = new(0, (_, time, _) => time.Zone),
        ["Minute"] = new(0, (_, time, _) => (long)time.Local.Minute),
        ["Month"] = new(0, (_, time, _) => new NamedNumber("time.Month", time.Local.Month, time.Format("January"))),
        ["Nanosecond"] = new(0, (_, time, _) => time.Local.Ticks % TimeSpan.TicksPerSecond * 100),
        ["Round"] = new(1, (_, time, args) => Rounded(time, Duration(args[0]), up: true)),
        ["Second"] = new(0, (_, time, _) => (long)time.Local.Second),
        ["String"] = new(0, (_, time, _) => time.ToString()),
        ["Sub"] = new(1, (_, time, args) => time.Since(Time(args[0]))),
        ["Truncate"] = new(1, (_, time, args) => Rounded(time, Duration(args[0]), up: false)),
        ["UTC"] = new(0, (_, time, _) => time.In(GoZone.Utc)),
        ["Unix"] = new(0, (_, time, _) => time.Unix),
        ["UnixMicro"] = new(0, (_, time, _) => (time.Utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond),
        ["UnixMilli"] = new(0, (_, time, _) => time.UnixMilliseconds),
        ["UnixNano"] = new(0, (_, time, _) => unchecked((time.Utc - DateTime.UnixEpoch).Ticks * 100)),
        ["Weekday"] = new(0, (_, time, _) => new NamedNumber("time.Weekday", (int)time.Local.DayOfWeek, time.Local.DayOfWeek.ToString())),
        ["Year"] = new(0, (_, time, _) => (long)time.Local.Year),
        ["YearDay"] = new(0, (_, time, _) => (long)time.Local.DayOfYear),
    };

    private static readonly Dictionary<string, Method<GoDuration>> OfDuration = new()
    {
        ["Abs"] = new(0, (_, duration, _) => new GoDuration(duration.Nanoseconds == long.MinValue ? long.MaxValue : Math.Abs(duration.Nanoseconds))),
        ["Hours"] = new(0, (_, duration, _) => duration.Hours),
        ["Microseconds"] = new(0, (_, duration, _) => duration.Nanoseconds / 1_000),
        ["Milliseconds"] = new(0, (_, duration, _) => duration.Nanoseconds / 1_000_000),
        ["Minutes"] = new(0, (_, duration, _) => duration.Minutes),
        ["Nanoseconds"] = new(0, (_, duration, _) => duration.Nanoseconds),
        ["Round"] = new(1, (_, duration, args) => duration.Round(Duration(args[0]))),
        ["Seconds"] = new(0, (_, duration, _) => duration.Seconds),
        ["String"] = new(0, (_, duration, _) => duration.ToString()),
        ["Truncate"] = new(1, (_, duration, args) => duration.Truncate(Duration(args[0]))),
    };

    private sealed record Method<T>(int Arguments, Func<Evaluation, T, object?[], object?> Call);

    public static IReadOnlyCollection<string> TimeNames => OfTime.Keys;

    public static IReadOnlyCollection<string> DurationNames => OfDuration.Keys;

    /// <summary>The method, bound to its value; null if the value has none by that name.</summary>
    public static GoFunction? Find(object? value, string name) => value switch
    {
        GoTime time => Bind(OfTime, time, name),
        GoDuration duration => Bind(OfDuration, duration, name),
        NamedNumber or GoZone when name == "String" => new GoFunction(name, 0, 0, (_, _) => GoFormat.Text(value)),
        _ => null,
    };

    private static GoFunction? Bind<T>(Dictionary<string, Method<T>> methods, T value, string name) => methods.TryGetValue(name, out var method)
        ? new GoFunction(name, method.Arguments, method.Arguments, (evaluation, arguments) => method.Call(evaluation, value, arguments))
        : null;

    private static GoTime Rounded(GoTime time, GoDuration unit, bool up)
    {
        if (unit.Nanoseconds < 100) return time;
        var past = time.Utc.Ticks % (unit.Nanoseconds / 100) * 100;
        return time.Add(new GoDuration(up && past >= unit.Nanoseconds - past ? unit.Nanoseconds - past : -past));
    }

    private static GoDuration Duration(object? value) => value switch
    {
        GoDuration duration => duration,
        _ => throw Wrong(value, "time.Duration"),
    };

    private static GoTime Time(object? value) => value as GoTime ?? throw Wrong(value, "time.Time");

    private static long Int(object? value) => value as long? ?? throw Wrong(value, "int");

    private static string Text(object? value) => value as string ?? throw Wrong(value, "string");

    private static EvaluationException Wrong(object? value, string type) => new($"reflect: Call using {GoType.Name(value)} as type {type}");
}
