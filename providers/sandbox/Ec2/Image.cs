namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>A machine image (AMI) that instances are launched from.</summary>
internal sealed record Image(string Id, string Name, string Description, string Owner, string OwnerAlias)
{
    public const string Hypervisor = "xen";
    public const string VirtualizationType = "hvm";
    public const string RootDeviceType = "ebs";

    public string Architecture { get; init; } = "x86_64";
    public string RootDeviceName { get; init; } = "/dev/xvda";

    /// <summary><c>windows</c>, or null for anything else: EC2 knows no other platform.</summary>
    public string? Platform { get; init; }

    public string PlatformDetails => Platform is null ? "Linux/UNIX" : "Windows";
    public string UsageOperation => Platform is null ? "RunInstances" : "RunInstances:0002";
}
