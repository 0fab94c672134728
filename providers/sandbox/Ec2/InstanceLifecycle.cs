using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>EC2's state machine, as pure functions of an instance and a time.</summary>
internal static class InstanceLifecycle
{
    /// <summary>EC2 shows a terminated instance for about this long.</summary>
    public static readonly TimeSpan TerminatedVisibility = TimeSpan.FromHours(1);

    /// <summary>The instance as it is at <paramref name="now"/>: a transition that is due has happened.</summary>
    public static Instance At(this Instance instance, DateTimeOffset now) => instance.Next is { } next && next.At <= now
        ? Settle(instance, next.State, next.At)
        : instance;

    /// <summary>In a state that lasts until somebody changes it.</summary>
    public static Instance Settle(Instance instance, InstanceState state, DateTimeOffset since) =>
        instance with { State = state, StateSince = since, Next = null };

    public static bool IsGone(this Instance instance, DateTimeOffset now) =>
        instance.IsTerminated && now - instance.StateSince >= TerminatedVisibility;

    public static Instance Start(Instance instance, DateTimeOffset now, SandboxOptions options) => instance.State switch
    {
        InstanceState.Running or InstanceState.Pending => instance,
        InstanceState.Stopped => Move(
            instance with { LaunchTime = now, Reason = null }, InstanceState.Pending, InstanceState.Running, options.PendingDelay, now),
        _ => throw Incorrect($"The instance '{instance.Id}' is not in a state from which it can be started."),
    };

    public static Instance Stop(Instance instance, DateTimeOffset now, SandboxOptions options)
    {
        if (instance.DisableApiStop)
            throw Protected(instance, "stopped", "disableApiStop");
        return instance.State switch
        {
            InstanceState.Stopped or InstanceState.Stopping => instance,
            InstanceState.Running => Move(
                ByUser(instance, now), InstanceState.Stopping, InstanceState.Stopped, options.StoppingDelay, now),
            InstanceState.Pending => throw Incorrect(
                $"Instance '{instance.Id}' cannot be stopped as it has never reached the 'running' state."),
            _ => throw Incorrect($"This instance '{instance.Id}' is not in a state from which it can be stopped."),
        };
    }

    public static Instance Terminate(Instance instance, DateTimeOffset now, SandboxOptions options)
    {
        if (instance.DisableApiTermination)
            throw Protected(instance, "terminated", "disableApiTermination");
        return instance.State switch
        {
            InstanceState.ShuttingDown or InstanceState.Terminated => instance,
            InstanceState.Stopped => Settle(ByUser(instance, now), InstanceState.Terminated, now),
            _ => Move(
                ByUser(instance, now), InstanceState.ShuttingDown, InstanceState.Terminated, options.ShuttingDownDelay, now),
        };
    }

    public static Instance Reboot(Instance instance, DateTimeOffset now, SandboxOptions options) =>
        instance.State is InstanceState.Running or InstanceState.Pending
            ? instance
            : throw new AwsErrorException(
                "IncorrectState", $"This instance '{instance.Id}' is not in a state from which it can be rebooted.");

    private static Instance Move(Instance instance, InstanceState to, InstanceState then, TimeSpan delay, DateTimeOffset now) =>
        instance with { State = to, StateSince = now, Next = (then, now + delay) };

    private static Instance ByUser(Instance instance, DateTimeOffset now) => instance with { Reason = StateReason.UserInitiated(now) };

    private static AwsErrorException Incorrect(string message) => new("IncorrectInstanceState", message);

    private static AwsErrorException Protected(Instance instance, string done, string attribute) => new(
        "OperationNotPermitted",
        $"The instance '{instance.Id}' may not be {done}. Modify its '{attribute}' instance attribute and try again.");
}
