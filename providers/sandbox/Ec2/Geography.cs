using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>DescribeRegions and DescribeAvailabilityZones: the regions that every AWS account has from the start.</summary>
internal static class Geography
{
    private static readonly Dictionary<string, (string ShortName, string Zones)> Regions = new(StringComparer.Ordinal)
    {
        ["ap-northeast-1"] = ("apne1", "acd"),
        ["ap-northeast-2"] = ("apne2", "abcd"),
        ["ap-northeast-3"] = ("apne3", "abc"),
        ["ap-south-1"] = ("aps1", "abc"),
        ["ap-southeast-1"] = ("apse1", "abc"),
        ["ap-southeast-2"] = ("apse2", "abc"),
        ["ca-central-1"] = ("cac1", "abd"),
        ["eu-central-1"] = ("euc1", "abc"),
        ["eu-north-1"] = ("eun1", "abc"),
        ["eu-west-1"] = ("euw1", "abc"),
        ["eu-west-2"] = ("euw2", "abc"),
        ["eu-west-3"] = ("euw3", "abc"),
        ["sa-east-1"] = ("sae1", "abc"),
        ["us-east-1"] = ("use1", "abcdef"),
        ["us-east-2"] = ("use2", "abc"),
        ["us-west-1"] = ("usw1", "ab"),
        ["us-west-2"] = ("usw2", "abcd"),
    };

    private static readonly FilterTable<Place> RegionFilters = new FilterTable<Place>()
        .One("region-name", place => place.Name)
        .One("endpoint", place => Endpoint(place.Name))
        .One("opt-in-status", _ => "opt-in-not-required");

    private static readonly FilterTable<Place> ZoneFilters = new FilterTable<Place>()
        .One("zone-name", place => place.Name)
        .One("zone-id", place => place.ZoneId)
        .One("region-name", place => place.Region)
        .One("group-name", place => place.Region)
        .One("state", _ => "available")
        .One("zone-type", _ => "availability-zone")
        .One("opt-in-status", _ => "opt-in-not-required");

    public static bool IsRegion(string name) => Regions.ContainsKey(name);

    /// <summary>A zone of the region, each in its turn.</summary>
    public static string Zone(string region, int turn) =>
        Regions.TryGetValue(region, out var known)
            ? region + known.Zones[turn % known.Zones.Length]
            : throw new ArgumentException($"There is no region '{region}' in the sandbox. It has: {string.Join(", ", Regions.Keys)}.");

    /// <summary>The zone asked for, or the region's first when none is.</summary>
    public static string RequireZone(string region, string? zone)
    {
        if (string.IsNullOrEmpty(zone))
            return Zone(region, 0);
        return Zones(region).Any(known => known.Name == zone)
            ? zone
            : throw AwsErrorException.Invalid($"Invalid availability zone: [{zone}]");
    }

    public static Answer DescribeRegions(Call call)
    {
        var wanted = call.Parameters.Texts("RegionName");
        var all = Regions.Keys.Select(name => new Place(name, name, "")).ToList();
        if (wanted.FirstOrDefault(name => !IsRegion(name)) is { } unknown)
            throw AwsErrorException.Invalid($"Invalid region provided: '{unknown}'");
        var filters = Filters<Place>.Read(call.Parameters, RegionFilters);
        var found = all.Where(place => wanted.Count == 0 || wanted.Contains(place.Name)).Where(filters.Match).ToList();
        call.StopHereOnDryRun();
        return xml => xml.Items("regionInfo", found, static (item, place) =>
        {
            item.Text("regionName", place.Name);
            item.Text("regionEndpoint", Endpoint(place.Name));
            item.Text("optInStatus", "opt-in-not-required");
        });
    }

    public static Answer DescribeAvailabilityZones(Call call)
    {
        var names = call.Parameters.Texts("ZoneName");
        var ids = call.Parameters.Texts("ZoneId");
        var all = Zones(call.RegionName).ToList();
        if (names.FirstOrDefault(name => all.TrueForAll(zone => zone.Name != name)) is { } unknown)
            throw AwsErrorException.Invalid($"Invalid availability zone: [{unknown}]");
        var filters = Filters<Place>.Read(call.Parameters, ZoneFilters);
        var found = all
            .Where(zone => (names.Count == 0 || names.Contains(zone.Name)) && (ids.Count == 0 || ids.Contains(zone.ZoneId)))
            .Where(filters.Match)
            .ToList();
        call.StopHereOnDryRun();
        return xml => xml.Items("availabilityZoneInfo", found, WriteZone);
    }

    private static void WriteZone(ResponseXml xml, Place zone)
    {
        xml.Text("zoneName", zone.Name);
        xml.Text("zoneState", "available");
        xml.Text("regionName", zone.Region);
        xml.Text("zoneId", zone.ZoneId);
        xml.Text("groupName", zone.Region);
        xml.Text("networkBorderGroup", zone.Region);
        xml.Text("zoneType", "availability-zone");
        xml.Text("optInStatus", "opt-in-not-required");
        xml.Text("messageSet", "");
    }

    private static IEnumerable<Place> Zones(string region)
    {
        var (shortName, letters) = Regions[region];
        return letters.Select((letter, index) => new Place(region + letter, region, $"{shortName}-az{index + 1}"));
    }

    private static string Endpoint(string region) => $"ec2.{region}.amazonaws.com";

    private sealed record Place(string Name, string Region, string ZoneId);
}
