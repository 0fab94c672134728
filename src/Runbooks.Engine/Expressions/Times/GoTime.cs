namespace Runbooks.Engine.Expressions.Times;

/// <summary>Go's time.Time: a moment, to 100 ns, and the zone that it is shown in.</summary>
internal sealed record GoTime(DateTime Utc, GoZone Zone)
{
    public static GoTime Zero { get; } = new(DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc), GoZone.Utc);

    public TimeSpan Offset => Zone.OffsetAt(Utc);

    /// <summary>What the clock of the zone shows.</summary>
    public DateTime Local => Shift(Utc, Offset);

    public GoTime Add(GoDuration duration) => this with { Utc = Shift(Utc, duration.ToTimeSpan()) };

    /// <summary>Longer spans than Go's 292 years are cut to that.</summary>
    public GoDuration Since(GoTime other)
    {
        var ticks = (Utc - other.Utc).Ticks;
        return new(ticks > long.MaxValue / 100 ? long.MaxValue : ticks < long.MinValue / 100 ? long.MinValue : ticks * 100);
    }

    public GoTime AddDate(long years, long months, long days)
    {
        var local = Local;
        var month = local.Year * 12L + local.Month - 1 + Math.Clamp(years, -20000, 20000) * 12 + Math.Clamp(months, -200000, 200000);
        var (year, inYear) = ((int)Math.Clamp(Math.DivRem(month, 12, out var rest), 1, 9999), (int)Math.Max(rest, 0));
        // Go lets the 31st of April become the 1st of May.
        var start = new DateTime(year, inYear + 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        return At(Shift(start, TimeSpan.FromDays(Math.Clamp(local.Day - 1 + days, -4_000_000, 4_000_000)) + local.TimeOfDay), Zone);
    }

    public GoTime In(GoZone zone) => this with { Zone = zone };

    public long Unix => (long)Math.Floor((Utc - DateTime.UnixEpoch).TotalSeconds);

    public long UnixMilliseconds => (Utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;

    public static GoTime FromUnix(long seconds, GoZone zone) =>
        new(Shift(DateTime.UnixEpoch, TimeSpan.FromSeconds(Math.Clamp(seconds, -100_000_000_000, 300_000_000_000))), zone);

    /// <summary>The moment when the clock of the zone shows this.</summary>
    public static GoTime At(DateTime local, GoZone zone) =>
        new(DateTime.SpecifyKind(Shift(local, -zone.OffsetOf(local)), DateTimeKind.Utc), zone);

    public string Format(string layout) => TimeLayout.Format(this, layout);

    /// <summary>RFC 3339 with as much of the second as there is: what JSON has.</summary>
    public string ToRfc3339() => Format("2006-01-02T15:04:05.999999999Z07:00");

    public override string ToString() => Format("2006-01-02 15:04:05.999999999 -0700 MST");

    private static DateTime Shift(DateTime time, TimeSpan by)
    {
        var ticks = (Int128)time.Ticks + by.Ticks;
        return new DateTime((long)Int128.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), time.Kind);
    }
}
