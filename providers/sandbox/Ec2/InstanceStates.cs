using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>How states look on the wire: <c>code</c> and <c>name</c>.</summary>
internal static class InstanceStates
{
    public static string WireName(this InstanceState state) => state switch
    {
        InstanceState.Pending => "pending",
        InstanceState.Running => "running",
        InstanceState.ShuttingDown => "shutting-down",
        InstanceState.Terminated => "terminated",
        InstanceState.Stopping => "stopping",
        InstanceState.Stopped => "stopped",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static void Write(ResponseXml xml, InstanceState state)
    {
        xml.Number("code", (int)state);
        xml.Text("name", state.WireName());
    }
}
