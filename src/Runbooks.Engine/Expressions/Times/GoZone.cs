using System.Globalization;

namespace Runbooks.Engine.Expressions.Times;

/// <summary>Go's time.Location: a zone of the tz database, or a fixed offset.</summary>
internal sealed class GoZone
{
    private readonly TimeZoneInfo? _zone;
    private readonly TimeSpan _offset;
    private readonly string _abbreviation;

    private GoZone(string name, TimeZoneInfo? zone, TimeSpan offset, string abbreviation) =>
        (Name, _zone, _offset, _abbreviation) = (name, zone, offset, abbreviation);

    public static GoZone Utc { get; } = new("UTC", null, TimeSpan.Zero, "UTC");

    public string Name { get; }

    public static GoZone Of(string name, TimeZoneInfo zone) => zone.Equals(TimeZoneInfo.Utc) && name is "UTC" or "" ? Utc : new GoZone(name, zone, default, "");

    /// <param name="abbreviation">Empty for an offset without a name: it prints as +0200.</param>
    public static GoZone Fixed(TimeSpan offset, string abbreviation) => new(abbreviation, null, offset, abbreviation);

    public TimeSpan OffsetAt(DateTime utc) => _zone?.GetUtcOffset(utc) ?? _offset;

    /// <summary>The offset of a time on the clock of this zone.</summary>
    public TimeSpan OffsetOf(DateTime local) => _zone?.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)) ?? _offset;

    /// <summary><c>CET</c>; <c>+02</c> where the zone has no name for it.</summary>
    public string AbbreviationAt(DateTime utc)
    {
        if (_zone is null) return _abbreviation.Length > 0 ? _abbreviation : Numeric(_offset, colon: false);
        var name = _zone.IsDaylightSavingTime(utc) ? _zone.DaylightName : _zone.StandardName;
        return name.Length is >= 2 and <= 5 && name.All(char.IsAsciiLetterUpper) ? name : Numeric(OffsetAt(utc), colon: false, minutes: OffsetAt(utc).Minutes != 0);
    }

    public static string Numeric(TimeSpan offset, bool colon, bool minutes = true)
    {
        var size = offset.Duration();
        var text = size.Hours.ToString("00", CultureInfo.InvariantCulture);
        if (minutes) text += (colon ? ":" : "") + size.Minutes.ToString("00", CultureInfo.InvariantCulture);
        return (offset < TimeSpan.Zero ? "-" : "+") + text;
    }

    public override string ToString() => Name;
}
