using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>DescribeInstanceAttribute and ModifyInstanceAttribute.</summary>
internal static class InstanceAttributes
{
    private static readonly Dictionary<string, Action<ResponseXml, Instance>> Readers = new(StringComparer.Ordinal)
    {
        ["instanceType"] = (xml, i) => xml.Text("value", i.InstanceType),
        ["disableApiStop"] = (xml, i) => xml.Flag("value", i.DisableApiStop),
        ["disableApiTermination"] = (xml, i) => xml.Flag("value", i.DisableApiTermination),
        ["instanceInitiatedShutdownBehavior"] = (xml, i) => xml.Text("value", i.ShutdownBehavior),
        ["ebsOptimized"] = (xml, i) => xml.Flag("value", i.EbsOptimized),
        ["sourceDestCheck"] = (xml, i) => xml.Flag("value", i.SourceDestCheck),
        ["enaSupport"] = (xml, _) => xml.Flag("value", true),
        ["rootDeviceName"] = (xml, i) => xml.Text("value", i.Image.RootDeviceName),
        ["userData"] = (xml, i) => xml.Text("value", i.UserData),
        ["kernel"] = (_, _) => { },
        ["ramdisk"] = (_, _) => { },
        ["sriovNetSupport"] = (_, _) => { },
        ["productCodes"] = (_, _) => { },
        ["blockDeviceMapping"] = (xml, i) => xml.Group("item", i, InstanceXml.WriteRootVolume),
        ["groupSet"] = (xml, i) => xml.Group("item", i, InstanceXml.WriteSecurityGroup),
    };

    private static readonly Dictionary<string, Func<Instance, QueryTree, Instance>> Writers = new(StringComparer.Ordinal)
    {
        ["InstanceType"] = (i, value) => Stopped(i) with { InstanceType = value.Required("Value") },
        ["DisableApiStop"] = (i, value) => i with { DisableApiStop = value.Flag("Value") },
        ["DisableApiTermination"] = (i, value) => i with { DisableApiTermination = value.Flag("Value") },
        ["InstanceInitiatedShutdownBehavior"] = (i, value) => i with { ShutdownBehavior = Behavior(value.Required("Value")) },
        ["EbsOptimized"] = (i, value) => Stopped(i) with { EbsOptimized = value.Flag("Value") },
        ["SourceDestCheck"] = (i, value) => i with { SourceDestCheck = value.Flag("Value") },
        ["UserData"] = (i, value) => Stopped(i) with { UserData = value.Text("Value") },
    };

    public static Answer DescribeInstanceAttribute(Call call)
    {
        var id = call.Parameters.Required("InstanceId");
        var attribute = call.Parameters.Required("Attribute");
        var write = Readers.GetValueOrDefault(attribute) ?? throw Unknown(attribute, Readers.Keys);
        var region = call.Region;
        Instance instance;
        lock (region.Gate)
            instance = region.Require([id], call.Now)[0];
        call.StopHereOnDryRun();
        return xml =>
        {
            xml.Text("instanceId", id);
            xml.Group(attribute, instance, write);
        };
    }

    public static Answer ModifyInstanceAttribute(Call call)
    {
        var id = call.Parameters.Required("InstanceId");
        var (attribute, value) = Asked(call.Parameters);
        var modify = Writers[attribute];
        var region = call.Region;
        lock (region.Gate)
        {
            var modified = modify(region.Require([id], call.Now)[0], value);
            call.StopHereOnDryRun();
            region.Put(modified);
        }

        return xml => xml.Flag("return", true);
    }

    /// <summary>Both of EC2's ways: <c>DisableApiStop.Value=true</c>, or <c>Attribute=disableApiStop</c> with <c>Value=true</c>.</summary>
    private static (string Attribute, QueryTree Value) Asked(QueryTree parameters)
    {
        if (parameters.Text("Attribute") is { Length: > 0 } named)
        {
            var name = char.ToUpperInvariant(named[0]) + named[1..];
            return Writers.ContainsKey(name) ? (name, parameters) : throw Unknown(named, Writers.Keys);
        }

        return Writers.Keys.Where(name => parameters[name].Present).ToList() switch
        {
            [var only] => (only, parameters[only]),
            [] => throw AwsErrorException.Missing("Attribute"),
            _ => throw new AwsErrorException("InvalidParameterCombination", "Fields for multiple attribute types specified"),
        };
    }

    private static Instance Stopped(Instance instance) => instance.State is InstanceState.Stopped
        ? instance
        : throw new AwsErrorException("IncorrectInstanceState", $"The instance '{instance.Id}' is not in the 'stopped' state.");

    private static string Behavior(string value) => value is "stop" or "terminate"
        ? value
        : throw AwsErrorException.Invalid(
            $"Value ({value}) for parameter instanceInitiatedShutdownBehavior is invalid. Expecting stop or terminate.");

    private static AwsErrorException Unknown(string attribute, IEnumerable<string> known) => AwsErrorException.Invalid(
        $"Value ({attribute}) for parameter attribute is invalid. Unknown attribute. "
        + $"(The sandbox knows: {string.Join(", ", known.Order())}.)");
}
