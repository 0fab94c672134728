namespace Runbooks.Engine.Expressions.Times;

/// <summary>The parts of Go's reference time, <c>Mon Jan 2 15:04:05 MST 2006</c>, that a layout can have.</summary>
internal enum LayoutPart
{
    Literal,
    LongYear,
    Year,
    LongMonth,
    Month,
    ZeroMonth,
    NumberMonth,
    LongWeekday,
    Weekday,
    Day,
    SpaceDay,
    ZeroDay,
    SpaceYearDay,
    ZeroYearDay,
    Hour,
    Hour12,
    ZeroHour12,
    Minute,
    ZeroMinute,
    Second,
    ZeroSecond,
    UpperHalf,
    LowerHalf,
    ZoneName,
    ZuluOffset,
    Offset,
    FixedFraction,
    TrimmedFraction,
}
