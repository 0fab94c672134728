using System.Globalization;
using Runbooks.Engine.Expressions.Times;

namespace Runbooks.Engine.Lint;

/// <summary>The schedules of the cron library that Argo uses (robfig/cron v3, <c>ParseStandard</c>): five fields, descriptors, <c>@every</c>, a leading <c>CRON_TZ=</c>.</summary>
internal static class CronGrammar
{
    private sealed record Field(string Name, int Lowest, int Highest, string[] Names);

    private static readonly Field[] Fields =
    [
        new("minute", 0, 59, []),
        new("hour", 0, 23, []),
        new("day of the month", 1, 31, []),
        new("month", 1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        new("day of the week", 0, 6, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    private static readonly string[] Descriptors = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

    /// <summary>What is wrong with a schedule, or null.</summary>
    public static string? Complaint(string schedule)
    {
        if (schedule.Length == 0) return "a schedule is empty";
        if (!schedule.StartsWith("TZ=", StringComparison.Ordinal) && !schedule.StartsWith("CRON_TZ=", StringComparison.Ordinal)) return Unzoned(schedule);
        var blank = schedule.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0) return $"'{schedule}' is a time zone and no schedule";
        return ZoneComplaint(schedule[(schedule.IndexOf('=', StringComparison.Ordinal) + 1)..blank]) ?? Unzoned(schedule[blank..].Trim());
    }

    /// <summary>What is wrong with the name of a time zone, or null.</summary>
    public static string? ZoneComplaint(string zone) =>
        zone is "" or "UTC" or "Local" || (!zone.Contains("..", StringComparison.Ordinal) && zone[0] is not ('/' or '\\') && zone.Contains('/', StringComparison.Ordinal) | zone.All(char.IsAsciiLetterOrDigit) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            ? null
            : $"there is no time zone '{zone}'; write it as in 'Europe/Berlin' or 'UTC'";

    private static string? Unzoned(string schedule)
    {
        if (schedule.StartsWith("@every ", StringComparison.Ordinal))
            return GoDuration.TryParse(schedule["@every ".Length..], out _) ? null : $"'{schedule}': after '@every' stands a length of time, as in '@every 1h30m'";
        if (schedule.StartsWith('@'))
            return Descriptors.Contains(schedule) ? null : $"there is no schedule '{schedule}'; there are {string.Join(", ", Descriptors)} and @every";
        var parts = schedule.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length) return $"'{schedule}' has {parts.Length} fields; a schedule has five: minute, hour, day of the month, month, day of the week";
        return parts.Zip(Fields, Complaint).FirstOrDefault(complaint => complaint is not null);
    }

    private static string? Complaint(string text, Field field) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(range => RangeComplaint(range, field)).FirstOrDefault(complaint => complaint is not null) is { } complaint
            ? $"{field.Name} '{text}': {complaint}"
            : null;

    private static string? RangeComplaint(string range, Field field)
    {
        var stepped = range.Split('/');
        var ends = stepped[0].Split('-');
        if (stepped.Length > 2) return $"'{range}' has more than one '/'";
        if (ends.Length > 2) return $"'{range}' has more than one '-'";
        if (stepped.Length == 2 && !(Whole(stepped[1]) > 0)) return $"'{stepped[1]}' after '/' must be a whole number above 0";
        if (ends[0] is "*" or "?") return null;
        if (ends.FirstOrDefault(end => Value(end, field) is null) is { } unknown)
            return $"'{unknown}' is no number{(field.Names.Length > 0 ? $" and none of {string.Join(", ", field.Names)}" : "")}";
        var (from, to) = (Value(ends[0], field)!.Value, Value(ends[^1], field)!.Value);
        if (from < field.Lowest || to > field.Highest) return $"'{range}' is not within {field.Lowest}-{field.Highest}";
        return from > to ? $"'{range}' begins after its end" : null;
    }

    private static int? Value(string text, Field field) =>
        Array.FindIndex(field.Names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is var named and >= 0 ? named + field.Lowest : Whole(text);

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : null;
}
