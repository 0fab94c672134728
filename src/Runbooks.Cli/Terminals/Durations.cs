using System.Globalization;

namespace Runbooks.Cli.Terminals;

/// <summary>Durations and times as people read them.</summary>
internal static class Durations
{
    /// <summary><c>350ms</c>, <c>2s</c>, <c>1m3s</c>, <c>2h5m</c>, <c>3d4h</c>: at most two units, cut, not rounded.</summary>
    public static string Short(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 1 } => "0s",
        { TotalSeconds: < 1 } => $"{duration.Milliseconds}ms",
        { TotalMinutes: < 1 } => $"{duration.Seconds}s",
        { TotalHours: < 1 } => $"{duration.Minutes}m{duration.Seconds}s",
        { TotalDays: < 1 } => $"{duration.Hours}h{duration.Minutes}m",
        _ => $"{(int)duration.TotalDays}d{duration.Hours}h",
    };

    /// <summary><c>1 minute 3 seconds</c>: the same in words.</summary>
    public static string Long(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 1 } => "0 seconds",
        { TotalSeconds: < 1 } => Count(duration.Milliseconds, "millisecond"),
        { TotalMinutes: < 1 } => Count(duration.Seconds, "second"),
        { TotalHours: < 1 } => $"{Count(duration.Minutes, "minute")} {Count(duration.Seconds, "second")}",
        { TotalDays: < 1 } => $"{Count(duration.Hours, "hour")} {Count(duration.Minutes, "minute")}",
        _ => $"{Count((int)duration.TotalDays, "day")} {Count(duration.Hours, "hour")}",
    };

    /// <summary><c>Mon Nov 23 04:37:36 +0000 (5 seconds ago)</c>, in the user's time zone.</summary>
    public static string Timestamp(DateTimeOffset at, TimeProvider time)
    {
        var ago = time.GetUtcNow() - at;
        return $"{Local(at, time)} ({(ago.TotalSeconds < 1 ? "now" : OneUnit(ago) + " ago")})";
    }

    /// <summary><c>Mon Nov 23 04:37:36 +0000 (in 5 minutes)</c>: of a time to come.</summary>
    public static string Coming(DateTimeOffset at, TimeProvider time)
    {
        var left = at - time.GetUtcNow();
        return $"{Local(at, time)} ({(left.TotalSeconds < 1 ? "now" : "in " + OneUnit(left))})";
    }

    private static string Local(DateTimeOffset at, TimeProvider time)
    {
        var local = TimeZoneInfo.ConvertTime(at, time.LocalTimeZone);
        var zone = local.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
        return $"{local.ToString("ddd MMM dd HH:mm:ss", CultureInfo.InvariantCulture)} {zone}";
    }

    private static string OneUnit(TimeSpan duration) => duration switch
    {
        { TotalMinutes: < 1 } => Count(duration.Seconds, "second"),
        { TotalHours: < 1 } => Count(duration.Minutes, "minute"),
        { TotalDays: < 1 } => Count(duration.Hours, "hour"),
        _ => Count((int)duration.TotalDays, "day"),
    };

    private static string Count(int number, string unit) => number == 1 ? $"1 {unit}" : $"{number} {unit}s";
}
