using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>DescribeImages: the same four public images in every region, with ids of that region.</summary>
internal static partial class Images
{
    private const string Amazon = "137112412989";
    private const string Canonical = "099720109477";
    private const string AmazonWindows = "801119661308";
    private const string CreationDate = "2026-01-15T00:00:00.000Z";

    private static readonly ConcurrentDictionary<string, IReadOnlyList<Image>> ByRegion = new(StringComparer.Ordinal);

    private static readonly FilterTable<Image> Table = new FilterTable<Image>()
        .One("image-id", image => image.Id)
        .One("name", image => image.Name)
        .One("description", image => image.Description)
        .One("architecture", image => image.Architecture)
        .One("owner-id", image => image.Owner)
        .One("owner-alias", image => image.OwnerAlias)
        .One("platform", image => image.Platform)
        .One("platform-details", image => image.PlatformDetails)
        .One("state", _ => "available")
        .One("image-type", _ => "machine")
        .One("root-device-type", _ => Image.RootDeviceType)
        .One("virtualization-type", _ => Image.VirtualizationType)
        .One("hypervisor", _ => Image.Hypervisor)
        .One("creation-date", _ => CreationDate)
        .Flag("is-public", _ => true);

    /// <summary>The image an instance of that type would most likely run.</summary>
    public static Image For(string region, string instanceType)
    {
        // Graviton families carry a "g" after the generation: t4g, c7g, m6gd. "g5" is a GPU family.
        var arm = GravitonFamily().IsMatch(instanceType);
        return In(region).First(image => image.Architecture == (arm ? "arm64" : "x86_64"));
    }

    public static Image Require(string region, string id)
    {
        if (!WellFormed().IsMatch(id))
            throw new AwsErrorException("InvalidAMIID.Malformed", $"Invalid id: \"{id}\" (expecting \"ami-...\")");
        return In(region).FirstOrDefault(image => image.Id == id)
            ?? throw new AwsErrorException("InvalidAMIID.NotFound", $"The image id '[{id}]' does not exist");
    }

    public static Answer DescribeImages(Call call)
    {
        var ids = call.Parameters.Texts("ImageId");
        var owners = call.Parameters.Texts("Owner");
        var page = Page.Read(call.Parameters, "DescribeImages", minSize: 1);
        var filters = Filters<Image>.Read(call.Parameters, Table);
        var wanted = ids.Count == 0 ? In(call.RegionName) : [.. ids.Distinct().Select(id => Require(call.RegionName, id))];
        var (found, nextToken) = page.Take(wanted, image =>
            (owners.Count == 0 || owners.Contains(image.Owner) || owners.Contains(image.OwnerAlias)) && filters.Match(image) ? image : null);
        call.StopHereOnDryRun();
        return xml =>
        {
            xml.Items("imagesSet", found, Write);
            xml.Text("nextToken", nextToken);
        };
    }

    private static IReadOnlyList<Image> In(string region) => ByRegion.GetOrAdd(region, static name =>
    [
        new(Id(name, "al2023"), "al2023-ami-2023.9.20260115.0-kernel-6.1-x86_64", "Amazon Linux 2023 AMI", Amazon, "amazon"),
        new(Id(name, "al2023-arm"), "al2023-ami-2023.9.20260115.0-kernel-6.1-arm64", "Amazon Linux 2023 AMI", Amazon, "amazon")
        {
            Architecture = "arm64",
        },
        new(Id(name, "ubuntu"), "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-20260115", "Ubuntu 24.04", Canonical, "")
        {
            RootDeviceName = "/dev/sda1",
        },
        new(Id(name, "windows"), "Windows_Server-2022-English-Full-Base-2026.01.15", "Windows Server 2022", AmazonWindows, "amazon")
        {
            RootDeviceName = "/dev/sda1",
            Platform = "windows",
        },
    ]);

    private static string Id(string region, string kind) => ResourceIds.Of("ami", $"{region}/{kind}");

    private static void Write(ResponseXml xml, Image image)
    {
        xml.Text("imageId", image.Id);
        xml.Text("imageLocation", $"{(image.OwnerAlias.Length > 0 ? image.OwnerAlias : image.Owner)}/{image.Name}");
        xml.Text("imageState", "available");
        xml.Text("imageOwnerId", image.Owner);
        xml.Text("imageOwnerAlias", image.OwnerAlias.Length > 0 ? image.OwnerAlias : null);
        xml.Text("creationDate", CreationDate);
        xml.Flag("isPublic", true);
        xml.Text("architecture", image.Architecture);
        xml.Text("imageType", "machine");
        xml.Text("platform", image.Platform);
        xml.Text("platformDetails", image.PlatformDetails);
        xml.Text("usageOperation", image.UsageOperation);
        xml.Text("name", image.Name);
        xml.Text("description", image.Description);
        xml.Text("rootDeviceType", Image.RootDeviceType);
        xml.Text("rootDeviceName", image.RootDeviceName);
        xml.Text("virtualizationType", Image.VirtualizationType);
        xml.Text("hypervisor", Image.Hypervisor);
        xml.Flag("enaSupport", true);
    }

    [GeneratedRegex("^ami-([0-9a-f]{8}|[0-9a-f]{17})$")]
    private static partial Regex WellFormed();

    [GeneratedRegex(@"^[a-z]+\d+g")]
    private static partial Regex GravitonFamily();
}
