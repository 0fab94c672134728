namespace Runbooks.Engine.Expressions.Times;

/// <summary>A day of the Gregorian calendar, which goes on in both directions; there is a year 0, and it is a leap year.</summary>
internal readonly record struct CivilDate(long Year, int Month, int Day)
{
    private const int DaysPerEra = 146_097;

    /// <summary>From 1.</summary>
    public int DayOfYear => (int)(ToDays() - new CivilDate(Year, 1, 1).ToDays()) + 1;

    public DayOfWeek Weekday => (DayOfWeek)Modulo(ToDays() + 4, 7);

    public static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysIn(long year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <param name="days">Since 1970.</param>
    public static CivilDate FromDays(long days)
    {
        // Years that begin in March have their leap day at the end.
        var shifted = days + 719_468;
        var era = Floor(shifted, DaysPerEra);
        var ofEra = shifted - era * DaysPerEra;
        var yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / (DaysPerEra - 1)) / 365;
        var ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var month = (5 * ofYear + 2) / 153;
        var day = (int)(ofYear - (153 * month + 2) / 5) + 1;
        return new CivilDate(yearOfEra + era * 400 + (month >= 10 ? 1 : 0), (int)(month < 10 ? month + 3 : month - 9), day);
    }

    /// <summary>Since 1970.</summary>
    public long ToDays()
    {
        var year = Month <= 2 ? Year - 1 : Year;
        var era = Floor(year, 400);
        var yearOfEra = year - era * 400;
        var ofYear = (153 * (Month > 2 ? Month - 3 : Month + 9) + 2) / 5 + Day - 1;
        return era * DaysPerEra + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468;
    }

    /// <summary>The year of ISO 8601 to which the day's week belongs, and the number of that week.</summary>
    public (long Year, int Week) IsoWeek()
    {
        var thursday = FromDays(ToDays() - Modulo(ToDays() + 3, 7) + 3);
        return (thursday.Year, (thursday.DayOfYear - 1) / 7 + 1);
    }

    public static long Floor(long number, long by) => (number - Modulo(number, by)) / by;

    public static long Modulo(long number, long by) => (number % by + by) % by;
}
