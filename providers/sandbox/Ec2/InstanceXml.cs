using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>A reservation and its instances in EC2's own elements.</summary>
internal static class InstanceXml
{
    public static void WriteReservation(ResponseXml xml, (Reservation Reservation, IReadOnlyList<Instance> Instances) of)
    {
        xml.Text("reservationId", of.Reservation.Id);
        xml.Text("ownerId", of.Reservation.AccountId);
        xml.Items("groupSet", Array.Empty<string>(), static (_, _) => { });
        xml.Items("instancesSet", of.Instances, Write);
    }

    private static void Write(ResponseXml xml, Instance instance)
    {
        // A terminated instance has no volume, interface or group any more.
        Instance[] attached = instance.IsTerminated ? [] : [instance];
        xml.Text("instanceId", instance.Id);
        xml.Text("imageId", instance.Image.Id);
        xml.Group("instanceState", instance.State, InstanceStates.Write);
        WriteNames(xml, instance);
        xml.Text("reason", instance.Reason?.Transition ?? "");
        xml.Text("keyName", instance.KeyName);
        xml.Number("amiLaunchIndex", instance.LaunchIndex);
        xml.Text("productCodes", "");
        xml.Text("instanceType", instance.InstanceType);
        xml.Time("launchTime", instance.LaunchTime);
        xml.Group("placement", instance, WritePlacement);
        xml.Group("monitoring", instance, static (x, i) => x.Text("state", i.DetailedMonitoring ? "enabled" : "disabled"));
        WriteAddresses(xml, instance);
        xml.Flag("sourceDestCheck", instance.SourceDestCheck);
        xml.Items("groupSet", attached, WriteSecurityGroup);
        if (instance.Reason is { } reason)
            xml.Group("stateReason", reason, WriteReason);
        WriteImage(xml, instance.Image);
        xml.Items("blockDeviceMapping", attached, WriteRootVolume);
        xml.Text("clientToken", instance.ClientToken ?? "");
        if (!instance.Tags.IsEmpty)
            xml.Items("tagSet", instance.Tags, WriteTag);
        xml.Items("networkInterfaceSet", attached, WriteInterface);
        xml.Flag("ebsOptimized", instance.EbsOptimized);
        xml.Flag("enaSupport", true);
        WriteOptions(xml);
    }

    private static void WriteNames(ResponseXml xml, Instance instance)
    {
        xml.Text("privateDnsName", instance.IsTerminated ? "" : instance.Network.PrivateDnsName);
        xml.Text("dnsName", instance.PublicDnsName ?? "");
    }

    private static void WriteAddresses(ResponseXml xml, Instance instance)
    {
        if (instance.IsTerminated)
            return;
        xml.Text("subnetId", instance.Network.SubnetId);
        xml.Text("vpcId", instance.Network.VpcId);
        xml.Text("privateIpAddress", instance.Network.PrivateIp);
        xml.Text("ipAddress", instance.PublicIp);
    }

    private static void WritePlacement(ResponseXml xml, Instance instance)
    {
        xml.Text("availabilityZone", instance.Zone);
        xml.Text("groupName", "");
        xml.Text("tenancy", "default");
    }

    private static void WriteImage(ResponseXml xml, Image image)
    {
        xml.Text("architecture", image.Architecture);
        xml.Text("platform", image.Platform);
        xml.Text("platformDetails", image.PlatformDetails);
        xml.Text("usageOperation", image.UsageOperation);
        xml.Text("rootDeviceType", Image.RootDeviceType);
        xml.Text("rootDeviceName", image.RootDeviceName);
        xml.Text("virtualizationType", Image.VirtualizationType);
        xml.Text("hypervisor", Image.Hypervisor);
    }

    public static void WriteRootVolume(ResponseXml xml, Instance instance)
    {
        xml.Text("deviceName", instance.Image.RootDeviceName);
        xml.Group("ebs", instance, static (ebs, of) =>
        {
            ebs.Text("volumeId", of.VolumeId);
            ebs.Text("status", "attached");
            ebs.Time("attachTime", of.LaunchTime);
            ebs.Flag("deleteOnTermination", true);
        });
    }

    public static void WriteSecurityGroup(ResponseXml xml, Instance instance)
    {
        xml.Text("groupId", instance.Network.SecurityGroupId);
        xml.Text("groupName", NetworkPlace.SecurityGroupName);
    }

    private static void WriteInterface(ResponseXml xml, Instance instance)
    {
        var network = instance.Network;
        xml.Text("networkInterfaceId", network.InterfaceId);
        xml.Text("subnetId", network.SubnetId);
        xml.Text("vpcId", network.VpcId);
        xml.Text("ownerId", instance.AccountId);
        xml.Text("status", "in-use");
        xml.Text("macAddress", network.MacAddress);
        xml.Text("privateIpAddress", network.PrivateIp);
        xml.Text("privateDnsName", network.PrivateDnsName);
        xml.Flag("sourceDestCheck", instance.SourceDestCheck);
        xml.Items("groupSet", [instance], WriteSecurityGroup);
        xml.Text("interfaceType", "interface");
    }

    private static void WriteReason(ResponseXml xml, StateReason reason)
    {
        xml.Text("code", reason.Code);
        xml.Text("message", reason.Message);
    }

    private static void WriteTag(ResponseXml xml, KeyValuePair<string, string> tag)
    {
        xml.Text("key", tag.Key);
        xml.Text("value", tag.Value);
    }

    private static void WriteOptions(ResponseXml xml)
    {
        xml.Group("hibernationOptions", false, static (x, configured) => x.Flag("configured", configured));
        xml.Group("enclaveOptions", false, static (x, enabled) => x.Flag("enabled", enabled));
        xml.Group("metadataOptions", "required", static (x, tokens) =>
        {
            x.Text("state", "applied");
            x.Text("httpTokens", tokens);
            x.Number("httpPutResponseHopLimit", 2);
            x.Text("httpEndpoint", "enabled");
        });
    }
}
