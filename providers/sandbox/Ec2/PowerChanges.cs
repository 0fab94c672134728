using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>StartInstances, StopInstances, RebootInstances, TerminateInstances: all of the named instances change, or none.</summary>
internal static class PowerChanges
{
    public static Answer StartInstances(Call call) => Shown(Change(call, InstanceLifecycle.Start));

    public static Answer StopInstances(Call call)
    {
        // Both only change how the guest is stopped, which has no guest here; they must still be well-formed.
        _ = (call.Parameters.Flag("Force"), call.Parameters.Flag("Hibernate"));
        return Shown(Change(call, InstanceLifecycle.Stop));
    }

    public static Answer TerminateInstances(Call call) => Shown(Change(call, InstanceLifecycle.Terminate));

    public static Answer RebootInstances(Call call)
    {
        Change(call, InstanceLifecycle.Reboot);
        return xml => xml.Flag("return", true);
    }

    private static List<(Instance Before, Instance After)> Change(
        Call call, Func<Instance, DateTimeOffset, SandboxOptions, Instance> change)
    {
        var ids = call.Parameters.Texts("InstanceId");
        if (ids.Count == 0)
            throw AwsErrorException.Missing("InstanceId");

        var region = call.Region;
        lock (region.Gate)
        {
            var changes = region.Require(ids, call.Now)
                .Select(before => (Before: before, After: change(before, call.Now, region.Options)))
                .ToList();
            call.StopHereOnDryRun();
            changes.ForEach(done => region.Put(done.After));
            return changes;
        }
    }

    private static Answer Shown(List<(Instance Before, Instance After)> changes) =>
        xml => xml.Items("instancesSet", changes, static (item, change) =>
        {
            item.Text("instanceId", change.After.Id);
            item.Group("currentState", change.After.State, InstanceStates.Write);
            item.Group("previousState", change.Before.State, InstanceStates.Write);
        });
}
