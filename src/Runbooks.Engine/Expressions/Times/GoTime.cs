namespace Runbooks.Engine.Expressions.Times;

/// <summary>Go's time.Time: a moment, to the nanosecond, and the zone that it is shown in.</summary>
/// <param name="Unix">Whole seconds since 1970.</param>
/// <param name="Nanosecond">Of the second.</param>
internal sealed record GoTime(long Unix, int Nanosecond, GoZone Zone) : IComparable<GoTime>
{
    private const long SecondsPerDay = 86_400;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The first of January of the year 1.</summary>
    public static GoTime Zero { get; } = new(-62_135_596_800, 0, GoZone.Utc);

    public bool IsZero => (Unix, Nanosecond) == (Zero.Unix, 0);

    /// <summary>Seconds east of UTC.</summary>
    public int Offset => Zone.OffsetAt(Unix);

    /// <summary>What the calendar of the zone shows.</summary>
    public CivilDate Date => CivilDate.FromDays(CivilDate.Floor(Local, SecondsPerDay));

    public int Hour => SecondOfDay / 3600;

    public int Minute => SecondOfDay / 60 % 60;

    public int Second => SecondOfDay % 60;

    public long UnixMilliseconds => unchecked(Unix * 1_000 + Nanosecond / 1_000_000);

    public long UnixMicroseconds => unchecked(Unix * 1_000_000 + Nanosecond / 1_000);

    public long UnixNanoseconds => unchecked(Unix * NanosecondsPerSecond + Nanosecond);

    private long Local => Unix + Offset;

    private int SecondOfDay => (int)CivilDate.Modulo(Local, SecondsPerDay);

    public static GoTime From(DateTimeOffset time, GoZone zone)
    {
        var ticks = (time.UtcDateTime - DateTime.UnixEpoch).Ticks;
        var seconds = CivilDate.Floor(ticks, TimeSpan.TicksPerSecond);
        return new GoTime(seconds, (int)(ticks - seconds * TimeSpan.TicksPerSecond) * 100, zone);
    }

    /// <summary>
    /// The moment when the clock of the zone shows this. In an hour that is left out or comes twice, it is as Go takes it.
    /// </summary>
    public static GoTime At(CivilDate date, int hour, int minute, int second, int nanosecond, GoZone zone)
    {
        var local = date.ToDays() * SecondsPerDay + hour * 3600 + minute * 60 + second;
        return new GoTime(local - zone.OffsetOf(local), nanosecond, zone);
    }

    public GoTime Add(GoDuration duration)
    {
        var nanoseconds = Nanosecond + duration.Nanoseconds % NanosecondsPerSecond;
        var carry = CivilDate.Floor(nanoseconds, NanosecondsPerSecond);
        var seconds = unchecked(Unix + duration.Nanoseconds / NanosecondsPerSecond + carry);
        return this with { Unix = seconds, Nanosecond = (int)(nanoseconds - carry * NanosecondsPerSecond) };
    }

    /// <summary>Longer spans than Go's 292 years are cut to that.</summary>
    public GoDuration Since(GoTime other)
    {
        var span = ((Int128)Unix - other.Unix) * NanosecondsPerSecond + Nanosecond - other.Nanosecond;
        return new((long)Int128.Clamp(span, long.MinValue, long.MaxValue));
    }

    /// <summary>Go lets the 31st of April become the 1st of May.</summary>
    public GoTime AddDate(long years, long months, long days)
    {
        var date = Date;
        var month = unchecked(date.Year * 12 + date.Month - 1 + years * 12 + months);
        var first = new CivilDate(CivilDate.Floor(month, 12), (int)CivilDate.Modulo(month, 12) + 1, 1);
        return At(CivilDate.FromDays(unchecked(first.ToDays() + date.Day - 1 + days)), Hour, Minute, Second, Nanosecond, Zone);
    }

    /// <summary>Down to a multiple of <paramref name="unit"/> since the year 1, or to the nearest, half up.</summary>
    public GoTime Rounded(GoDuration unit, bool toNearest)
    {
        if (unit.Nanoseconds <= 0) return this;
        var since = ((Int128)Unix - Zero.Unix) * NanosecondsPerSecond + Nanosecond;
        var past = (long)((since % unit.Nanoseconds + unit.Nanoseconds) % unit.Nanoseconds);
        return Add(new GoDuration(toNearest && past >= unit.Nanoseconds - past ? unit.Nanoseconds - past : -past));
    }

    public GoTime In(GoZone zone) => this with { Zone = zone };

    public string Format(string layout) => TimeLayout.Format(this, layout);

    /// <summary>RFC 3339 with as much of the second as there is: what JSON has.</summary>
    public string ToRfc3339() => Format("2006-01-02T15:04:05.999999999Z07:00");

    public int CompareTo(GoTime? other) => other is null ? 1 : (Unix, Nanosecond).CompareTo((other.Unix, other.Nanosecond));

    /// <summary>The same moment, in whichever zone.</summary>
    public bool IsSame(GoTime other) => CompareTo(other) == 0;

    public override string ToString() => Format("2006-01-02 15:04:05.999999999 -0700 MST");
}
