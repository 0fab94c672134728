using System.Globalization;
using System.Text.RegularExpressions;

namespace Runbooks.Waiting;

/// <summary>Lengths of time as Go and Argo write them: <c>90s</c>, <c>1h30m</c>, <c>500ms</c>; a bare number is seconds.</summary>
public static partial class Duration
{
    /// <summary>Null if it is no duration, or negative, or over a hundred years.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) return FromSeconds(seconds);
        var match = Pattern().Match(text);
        if (!match.Success) return null;
        var numbers = match.Groups["number"].Captures;
        var units = match.Groups["unit"].Captures;
        return FromSeconds(numbers.Zip(units, (number, unit) =>
            double.Parse(number.Value, CultureInfo.InvariantCulture) * SecondsIn(unit.Value)).Sum());
    }

    /// <summary>The shortest Go form: <c>10m</c>, <c>1m30s</c>, <c>1.5s</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        var hours = (long)duration.TotalHours;
        var seconds = duration.TotalSeconds - hours * 3600 - duration.Minutes * 60;
        var text = (hours > 0 ? $"{hours}h" : "") + (duration.Minutes > 0 ? $"{duration.Minutes}m" : "");
        return seconds > 0 || text.Length == 0 ? text + seconds.ToString("0.###", CultureInfo.InvariantCulture) + "s" : text;
    }

    private static TimeSpan? FromSeconds(double seconds) => seconds <= TimeSpan.FromDays(36_525).TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static double SecondsIn(string unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "us" or "µs" => 1e-6,
        _ => 1e-9,
    };

    [GeneratedRegex(@"^(?:(?<number>\d+(?:\.\d+)?)(?<unit>h|ms|m|s|us|µs|ns))+$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
