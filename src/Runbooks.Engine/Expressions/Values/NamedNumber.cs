using System.Globalization;

namespace Runbooks.Engine.Expressions.Values;

/// <summary>A number of a Go type with names for its values: <c>time.Month</c>, <c>time.Weekday</c>.</summary>
internal sealed record NamedNumber(string TypeName, long Value, string Name)
{
    public static NamedNumber Month(int month) => new("time.Month", month, CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month));

    public static NamedNumber Weekday(DayOfWeek day) => new("time.Weekday", (long)day, day.ToString());

    public override string ToString() => Name;
}
