using Runbooks.Engine.Expressions.Times;

namespace Runbooks.Engine.Conditions;

/// <summary>Quoted texts that look like a time are one, so that they compare as times.</summary>
internal static class ConditionTime
{
    private static readonly string[] Layouts =
    [
        "Mon Jan _2 15:04:05 2006", "Mon Jan _2 15:04:05 MST 2006", "Mon Jan 02 15:04:05 -0700 2006", "3:04PM", "2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05.999999999Z07:00",
        "2006-01-02", "2006-01-02 15:04", "2006-01-02 15:04:05", "2006-01-02 15:04:05-07:00", "2006-01-02T15Z0700", "2006-01-02T15:04Z0700", "2006-01-02T15:04:05Z0700",
        "2006-01-02T15:04:05.999999999Z0700",
    ];

    /// <summary>Seconds since 1970, in UTC where the text has no zone; null if it is no time.</summary>
    public static double? TryParse(string text)
    {
        if (text.Length is < 6 or > 60 || !text.Any(char.IsAsciiDigit)) return null;
        foreach (var layout in Layouts)
        {
            if (TimeLayout.Parse(layout, text, GoZone.Utc) is { } time) return time.Unix;
        }
        return null;
    }
}
