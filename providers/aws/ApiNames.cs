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

    private static readonly FrozenSet<string> WrappedTexts = new[]
    {
        "Description", "ImdsSupport", "InstanceInitiatedShutdownBehavior", "InstanceType", "Kernel", "Ramdisk", "SriovNetSupport",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> BareFlags = new[]
    {
        "AssociatePublicIpAddress", "DryRun", "EnablePrimaryIpv6",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static string InRequest(PropertyInfo property) => Renamed.GetValueOrDefault(FullName(property), property.Name);

    public static string InAnswer(PropertyInfo property) => RenamedInAnswers.GetValueOrDefault(FullName(property)) ?? InRequest(property);

    /// <summary>
    /// The single member of the API's structure that the SDK leaves out in requests: <c>EbsOptimized: {Value: true}</c>,
    /// <c>Monitoring: {Enabled: true}</c>. Null for all others.
    /// </summary>
    public static string? WrapperInRequest(PropertyInfo property)
    {
        if (FullName(property) is "RunInstancesRequest.Monitoring" or "LaunchSpecification.MonitoringEnabled") return "Enabled";
        var owner = property.DeclaringType!.Name;
        var setsAttributes = owner.StartsWith("Modify", StringComparison.Ordinal) && owner.EndsWith("AttributeRequest", StringComparison.Ordinal)
            && owner != "ModifyFpgaImageAttributeRequest";
        var isWrapped = property.PropertyType == typeof(bool?) ? !BareFlags.Contains(property.Name) : WrappedTexts.Contains(property.Name);
        return setsAttributes && isWrapped ? "Value" : null;
    }

    /// <summary>The API answers these with <c>Return: true</c>; the SDK with nothing.</summary>
    public static bool AnswersReturn(Type answer) =>
        answer.Name is "DeleteVpcPeeringConnectionResponse" or "ModifyVpcEndpointResponse" or "RejectVpcPeeringConnectionResponse";

    private static string FullName(PropertyInfo property) => $"{property.DeclaringType!.Name}.{property.Name}";
}
