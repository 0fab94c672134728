using System.Globalization;

namespace Runbooks.Engine.Expressions.Times;

/// <summary>Go's time.Location: a zone of the tz database, or a fixed offset.</summary>
internal sealed class GoZone
{
    private static readonly long FirstSecond = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    private readonly TimeZoneInfo? _zone;
    private readonly int _offset;
    private readonly string _abbreviation;

    private GoZone(string name, TimeZoneInfo? zone, int offset, string abbreviation) =>
        (Name, _zone, _offset, _abbreviation) = (name, zone, offset, abbreviation);

    public static GoZone Utc { get; } = new("UTC", null, 0, "UTC");

    public string Name { get; }

    public static GoZone Of(string name, TimeZoneInfo zone)
    {
        if (!zone.Equals(TimeZoneInfo.Utc)) return new GoZone(name, zone, 0, "");
        return name is "UTC" or "" ? Utc : new GoZone(name, null, 0, "UTC");
    }

    /// <param name="offset">Seconds east of UTC.</param>
    /// <param name="abbreviation">Empty for an offset without a name: it prints as +0200.</param>
    public static GoZone Fixed(int offset, string abbreviation) => new(abbreviation, null, offset, abbreviation);

    /// <summary>Seconds east of UTC.</summary>
    public int OffsetAt(long unix) => _zone is null ? _offset : (int)_zone.GetUtcOffset(Moment(unix)).TotalSeconds;

    public bool IsSummerAt(long unix) => _zone?.IsDaylightSavingTime(Moment(unix)) == true;

    /// <summary>The offset of a time on the clock of this zone: of two, or none, the one that Go finds.</summary>
    /// <param name="local">What the clock shows, as if it were UTC.</param>
    public int OffsetOf(long local)
    {
        var offset = OffsetAt(local);
        return offset == 0 ? 0 : OffsetAt(local - offset);
    }

    /// <summary><c>CET</c>; <c>+02</c> where the zone has no name for it; empty for an offset without a name.</summary>
    public string AbbreviationAt(long unix)
    {
        if (_zone is null) return _abbreviation;
        var name = IsSummerAt(unix) ? _zone.DaylightName : _zone.StandardName;
        return name.Length is >= 2 and <= 5 && name.All(char.IsAsciiLetterUpper) ? name : Numeric(unix);
    }

    /// <summary>The offset that the zone gives this abbreviation at about that time, or null.</summary>
    public int? OffsetOfAbbreviation(string abbreviation, long unix)
    {
        if (AbbreviationAt(unix - OffsetAt(unix)) == abbreviation) return OffsetAt(unix - OffsetAt(unix));
        if (_zone is null) return null;
        // The other half of the year has the zone's other name.
        foreach (var other in new[] { unix - 15_778_800, unix + 15_778_800 })
            if (AbbreviationAt(other) == abbreviation) return OffsetAt(other);
        return null;
    }

    private string Numeric(long unix)
    {
        var minutes = OffsetAt(unix) / 60;
        var text = (minutes < 0 ? "-" : "+") + Math.Abs(minutes / 60).ToString("00", CultureInfo.InvariantCulture);
        return minutes % 60 == 0 ? text : text + Math.Abs(minutes % 60).ToString("00", CultureInfo.InvariantCulture);
    }

    private static DateTime Moment(long unix) => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(unix, FirstSecond, LastSecond)).UtcDateTime;

    public override string ToString() => Name;
}
