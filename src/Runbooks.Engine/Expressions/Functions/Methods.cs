using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Times;
using Runbooks.Engine.Expressions.Values;
using Kinds = Runbooks.Engine.Expressions.Checking.StaticKinds;

namespace Runbooks.Engine.Expressions.Functions;

/// <summary>The methods of times and durations: <c>now().Format("2006-01-02")</c>, <c>(now() - start).Seconds()</c>.</summary>
internal static class Methods
{
    private static readonly Dictionary<string, Method<GoTime>> OfTime = new()
    {
        ["Add"] = new(1, Kinds.Time, (_, time, args) => time.Add(Duration(args[0]))),
        ["AddDate"] = new(3, Kinds.Time, (_, time, args) => time.AddDate(Int(args[0]), Int(args[1]), Int(args[2]))),
        ["After"] = new(1, Kinds.Bool, (_, time, args) => time.CompareTo(Time(args[0])) > 0),
        ["Before"] = new(1, Kinds.Bool, (_, time, args) => time.CompareTo(Time(args[0])) < 0),
        ["Compare"] = new(1, Kinds.Int, (_, time, args) => (long)time.CompareTo(Time(args[0]))),
        ["Day"] = new(0, Kinds.Int, (_, time, _) => (long)time.Date.Day),
        ["Equal"] = new(1, Kinds.Bool, (_, time, args) => time.IsSame(Time(args[0]))),
        ["Format"] = new(1, Kinds.String, (evaluation, time, args) => evaluation.Made(time.Format(Text(args[0])))),
        ["Hour"] = new(0, Kinds.Int, (_, time, _) => (long)time.Hour),
        ["In"] = new(1, Kinds.Time, (_, time, args) => time.In(args[0] as GoZone ?? throw Wrong(args[0], "*time.Location"))),
        ["ISOWeek"] = new(0, Kinds.Int, (_, time, _) => time.Date.IsoWeek().Year),
        ["IsDST"] = new(0, Kinds.Bool, (_, time, _) => time.Zone.IsSummerAt(time.Unix)),
        ["IsZero"] = new(0, Kinds.Bool, (_, time, _) => time.IsZero),
        ["Local"] = new(0, Kinds.Time, (evaluation, time, _) => time.In(evaluation.LocalZone)),
        ["Location"] = new(0, Kinds.Zone, (_, time, _) => time.Zone),
        ["Minute"] = new(0, Kinds.Int, (_, time, _) => (long)time.Minute),
        ["Month"] = new(0, Kinds.Month, (_, time, _) => NamedNumber.Month(time.Date.Month)),
        ["Nanosecond"] = new(0, Kinds.Int, (_, time, _) => (long)time.Nanosecond),
        ["Round"] = new(1, Kinds.Time, (_, time, args) => time.Rounded(Duration(args[0]), toNearest: true)),
        ["Second"] = new(0, Kinds.Int, (_, time, _) => (long)time.Second),
        ["String"] = new(0, Kinds.String, (_, time, _) => time.ToString()),
        ["Sub"] = new(1, Kinds.Duration, (_, time, args) => time.Since(Time(args[0]))),
        ["Truncate"] = new(1, Kinds.Time, (_, time, args) => time.Rounded(Duration(args[0]), toNearest: false)),
        ["UTC"] = new(0, Kinds.Time, (_, time, _) => time.In(GoZone.Utc)),
        ["Unix"] = new(0, Kinds.Int, (_, time, _) => time.Unix),
        ["UnixMicro"] = new(0, Kinds.Int, (_, time, _) => time.UnixMicroseconds),
        ["UnixMilli"] = new(0, Kinds.Int, (_, time, _) => time.UnixMilliseconds),
        ["UnixNano"] = new(0, Kinds.Int, (_, time, _) => time.UnixNanoseconds),
        ["Weekday"] = new(0, Kinds.Weekday, (_, time, _) => NamedNumber.Weekday(time.Date.Weekday)),
        ["Year"] = new(0, Kinds.Int, (_, time, _) => time.Date.Year),
        ["YearDay"] = new(0, Kinds.Int, (_, time, _) => (long)time.Date.DayOfYear),
        ["Zone"] = new(0, Kinds.String, (_, time, _) => time.Zone.AbbreviationAt(time.Unix)),
    };

    private static readonly Dictionary<string, Method<GoDuration>> OfDuration = new()
    {
        ["Abs"] = new(0, Kinds.Duration,
            (_, duration, _) => new GoDuration(duration.Nanoseconds == long.MinValue ? long.MaxValue : Math.Abs(duration.Nanoseconds))),
        ["Hours"] = new(0, Kinds.Float, (_, duration, _) => duration.Hours),
        ["Microseconds"] = new(0, Kinds.Int, (_, duration, _) => duration.Nanoseconds / 1_000),
        ["Milliseconds"] = new(0, Kinds.Int, (_, duration, _) => duration.Nanoseconds / 1_000_000),
        ["Minutes"] = new(0, Kinds.Float, (_, duration, _) => duration.Minutes),
        ["Nanoseconds"] = new(0, Kinds.Int, (_, duration, _) => duration.Nanoseconds),
        ["Round"] = new(1, Kinds.Duration, (_, duration, args) => duration.Round(Duration(args[0]))),
        ["Seconds"] = new(0, Kinds.Float, (_, duration, _) => duration.Seconds),
        ["String"] = new(0, Kinds.String, (_, duration, _) => duration.ToString()),
        ["Truncate"] = new(1, Kinds.Duration, (_, duration, args) => duration.Truncate(Duration(args[0]))),
    };

    private sealed record Method<T>(int Arguments, Kinds Gives, Func<Evaluation, T, object?[], object?> Call);

    /// <summary>What is known of a method before there is a value; null if there is no such method.</summary>
    public static GoFunction? Signature(Kinds kind, string name) => kind switch
    {
        Kinds.Time => Bind(OfTime, GoTime.Zero, name),
        Kinds.Duration => Bind(OfDuration, default, name),
        Kinds.Zone or Kinds.Month or Kinds.Weekday when name == "String" =>
            new GoFunction(name, 0, 0, (_, _) => null) { Gives = Kinds.String, IsTyped = true },
        _ => null,
    };

    /// <summary>The method, bound to its value; null if the value has none by that name.</summary>
    public static GoFunction? Find(object? value, string name) => value switch
    {
        GoTime time => Bind(OfTime, time, name),
        GoDuration duration => Bind(OfDuration, duration, name),
        Sprig.SemanticVersion version => Sprig.VersionMethods.Find(version, name),
        NamedNumber or GoZone when name == "String" => new GoFunction(name, 0, 0, (_, _) => GoFormat.Text(value)),
        _ => null,
    };

    private static GoFunction? Bind<T>(Dictionary<string, Method<T>> methods, T value, string name) => methods.TryGetValue(name, out var method)
        ? new GoFunction(name, method.Arguments, method.Arguments, (evaluation, arguments) => method.Call(evaluation, value, arguments))
        {
            Gives = method.Gives,
            IsTyped = true,
        }
        : null;

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
