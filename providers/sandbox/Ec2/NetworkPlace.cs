namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>Where an instance is on the network: its VPC, its one interface and its addresses.</summary>
internal sealed record NetworkPlace(
    string Region, string VpcId, string SubnetId, string SecurityGroupId, string InterfaceId, int Number)
{
    public const string SecurityGroupName = "default";

    /// <summary>In the default VPC's 172.31.0.0/16.</summary>
    public string PrivateIp => $"172.31.{Number / 250 % 250}.{(Number % 250) + 4}";

    /// <summary>In 198.18.0.0/15, which RFC 2544 sets aside for tests: it never belongs to anyone.</summary>
    public string PublicIp => $"198.{18 + (Number / 62_500 % 2)}.{Number / 250 % 250}.{(Number % 250) + 4}";

    public string PrivateDnsName => $"ip-{PrivateIp.Replace('.', '-')}.{(IsFirstRegion ? "ec2" : $"{Region}.compute")}.internal";

    public string PublicDnsName =>
        $"ec2-{PublicIp.Replace('.', '-')}.{(IsFirstRegion ? "compute-1" : $"{Region}.compute")}.amazonaws.com";

    public string MacAddress => $"06:5a:d0:{(Number >> 16) & 255:x2}:{(Number >> 8) & 255:x2}:{Number & 255:x2}";

    private bool IsFirstRegion => Region == "us-east-1";
}
