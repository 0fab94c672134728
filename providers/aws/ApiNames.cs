using System.Collections.Frozen;
using System.Reflection;

namespace Runbooks.Providers.Aws;

/// <summary>
/// Where the SDK's names and shapes differ from the API's own (and so from the AWS command line's).
/// A test holds every request and answer of every service against AWS's own model, and these are all the differences there are.
/// </summary>
internal static class ApiNames
{
    private static readonly FrozenDictionary<string, string> Renamed = new Dictionary<string, string>
    {
        ["CidrBlock.Cidr"] = "CidrBlock",
        ["InstanceCount.Count"] = "InstanceCount",
        ["InstanceStatus.Status"] = "InstanceStatus",
        ["IpPermission.Ipv4Ranges"] = "IpRanges",
        ["Ipv6CidrBlock.Value"] = "Ipv6CidrBlock",
        ["LaunchSpecification.MonitoringEnabled"] = "Monitoring",
        ["PolicyDescriptorType.Arn"] = "arn",
        ["PrefixListId.Id"] = "PrefixListId",
        ["ReservedInstancesId.Id"] = "ReservedInstancesId",
        ["SpotFleetRequestConfig.ConfigData"] = "SpotFleetRequestConfig",
        ["SpotPrice.Price"] = "SpotPrice",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> RenamedInAnswers = new Dictionary<string, string>
    {
        ["LaunchSpecification.AllSecurityGroups"] = "SecurityGroups",
        ["LaunchSpecification.SecurityGroups"] = "SecurityGroupNames",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> TextAttributes = new[]
    {
        "Description", "ImdsSupport", "InstanceInitiatedShutdownBehavior", "InstanceType", "Kernel", "Ramdisk", "SriovNetSupport",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static string InRequest(PropertyInfo property) => Renamed.GetValueOrDefault(FullName(property), property.Name);

    public static string InAnswer(PropertyInfo property) => RenamedInAnswers.GetValueOrDefault(FullName(property)) ?? InRequest(property);

    /// <summary>
    /// The single member of the API's structure that the SDK leaves out in requests: <c>EbsOptimized: {Value: true}</c>,
    /// <c>Monitoring: {Enabled: true}</c>. Null for all others.
    /// </summary>
    public static string? WrapperInRequest(PropertyInfo property)
    {
        var owner = property.DeclaringType!.Name;
        if (property.Name is "Monitoring" or "MonitoringEnabled" && property.PropertyType == typeof(bool?)) return "Enabled";
        if (!owner.StartsWith("Modify", StringComparison.Ordinal) || !owner.EndsWith("AttributeRequest", StringComparison.Ordinal)) return null;
        return (property.PropertyType == typeof(bool?) && property.Name != "DryRun") || TextAttributes.Contains(property.Name) ? "Value" : null;
    }

    private static string FullName(PropertyInfo property) => $"{property.DeclaringType!.Name}.{property.Name}";
}
