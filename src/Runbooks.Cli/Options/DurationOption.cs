using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Runbooks.Cli.Options;

/// <summary>A time span, as in <c>90s</c>, <c>1h30m</c> or <c>7d</c>.</summary>
internal sealed partial class DurationOption : Option<TimeSpan?>
{
    /// <summary>A hundred years; with more, no time can be reckoned from now.</summary>
    private const double LongestDays = 36_525;

    public DurationOption(string name, string description) : base(name)
    {
        Description = description;
        HelpName = "DURATION";
        CustomParser = given =>
        {
            if (Parse(given.Tokens[0].Value) is { } duration) return duration;
            given.AddError($"{name}: '{given.Tokens[0].Value}' is no duration; expected such as 90s, 1h30m or 7d");
            return null;
        };
    }

    internal static TimeSpan? Parse(string text)
    {
        if (!Whole().IsMatch(text)) return null;
        var days = Part().Matches(text).Sum(part => double.Parse(part.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) / PerDay(part.Groups["unit"].Value));
        return days <= LongestDays ? TimeSpan.FromDays(days) : null;
    }

    private static double PerDay(string unit) => unit switch { "d" => 1, "h" => 24, "m" => 24 * 60, _ => 24 * 60 * 60 };

    [GeneratedRegex(@"^(\d{1,15}(\.\d{1,9})?[smhd])+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<number>[\d.]+)(?<unit>[smhd])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}
