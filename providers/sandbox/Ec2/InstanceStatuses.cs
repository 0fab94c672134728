using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>DescribeInstanceStatus: the state and health checks of running instances, or of all when asked.</summary>
internal static class InstanceStatuses
{
    private const int MinPage = 5;

    private static readonly FilterTable<Status> Table = new FilterTable<Status>()
        .One("availability-zone", s => s.Instance.Zone)
        .One("instance-state-name", s => s.Instance.State.WireName())
        .One("instance-state-code", s => ((int)s.Instance.State).ToString())
        .One("instance-status.status", s => s.Checks)
        .One("instance-status.reachability", s => s.Reachability)
        .One("system-status.status", s => s.Checks)
        .One("system-status.reachability", s => s.Reachability);

    public static Answer DescribeInstanceStatus(Call call)
    {
        var parameters = call.Parameters;
        var ids = parameters.Texts("InstanceId");
        if (ids.Count > 0 && parameters["MaxResults"].Present)
        {
            throw new AwsErrorException(
                "InvalidParameterCombination", "The parameter instancesSet cannot be used with the parameter maxResults");
        }

        var page = Page.Read(parameters, "DescribeInstanceStatus", MinPage);
        var filters = Filters<Status>.Read(parameters, Table);
        var all = parameters.Flag("IncludeAllInstances");
        var instances = Instances(call, ids);
        var (found, nextToken) = page.Take(instances, instance =>
            (all || instance.State is InstanceState.Running) && Of(instance, call) is var status && filters.Match(status) ? status : null);
        call.StopHereOnDryRun();
        return xml =>
        {
            xml.Items("instanceStatusSet", found, Write);
            xml.Text("nextToken", nextToken);
        };
    }

    private static IReadOnlyList<Instance> Instances(Call call, IReadOnlyList<string> ids)
    {
        var region = call.Region;
        lock (region.Gate)
            return ids.Count > 0 ? region.Require(ids, call.Now) : [.. region.All(call.Now)];
    }

    private static Status Of(Instance instance, Call call) => new(instance, instance.State switch
    {
        not InstanceState.Running => "not-applicable",
        _ when call.Now < instance.StateSince + call.Cloud.Options.StatusCheckDelay => "initializing",
        _ => "ok",
    });

    private static void Write(ResponseXml xml, Status status)
    {
        xml.Text("instanceId", status.Instance.Id);
        xml.Text("availabilityZone", status.Instance.Zone);
        xml.Group("instanceState", status.Instance.State, InstanceStates.Write);
        xml.Group("systemStatus", status, WriteChecks);
        xml.Group("instanceStatus", status, WriteChecks);
    }

    private static void WriteChecks(ResponseXml xml, Status status)
    {
        xml.Text("status", status.Checks);
        string[] details = status.Reachability is { } reachability ? [reachability] : [];
        xml.Items("details", details, static (item, state) =>
        {
            item.Text("name", "reachability");
            item.Text("status", state);
        });
    }

    private sealed record Status(Instance Instance, string Checks)
    {
        public string? Reachability => Checks switch
        {
            "ok" => "passed",
            "initializing" => "initializing",
            _ => null,
        };
    }
}
