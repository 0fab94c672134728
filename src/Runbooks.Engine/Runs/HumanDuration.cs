namespace Runbooks.Engine.Runs;

/// <summary>Lengths of time as Argo's messages have them: <c>4 seconds</c>, <c>1 minute 30 seconds</c>, <c>2 hours 5 minutes</c>.</summary>
internal static class HumanDuration
{
    private static readonly (double Seconds, string Unit)[] Units =
        [(60, "second"), (3600, "minute"), (86_400, "hour"), (7 * 86_400, "day"), (30 * 86_400, "week"), (365 * 86_400, "month"), (double.MaxValue, "year")];

    public static string Of(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 60 => InOneUnit(duration),
        < 3600 => $"{InOneUnit(duration)} {duration.Seconds} seconds",
        < 86_400 => $"{InOneUnit(duration)} {duration.Minutes} minutes",
        _ => $"{InOneUnit(duration)} {duration.Hours} hours",
    };

    private static string InOneUnit(TimeSpan duration)
    {
        var unit = Array.FindIndex(Units, unit => duration.TotalSeconds < unit.Seconds);
        var count = (long)(duration.TotalSeconds / (unit == 0 ? 1 : Units[unit - 1].Seconds));
        return $"{count} {Units[unit].Unit}{(count == 1 ? "" : "s")}";
    }
}
