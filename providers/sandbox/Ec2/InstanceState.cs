namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>The states of an instance; the numbers are EC2's own codes.</summary>
internal enum InstanceState
{
    Pending = 0,
    Running = 16,
    ShuttingDown = 32,
    Terminated = 48,
    Stopping = 64,
    Stopped = 80,
}
