using System.Collections.Frozen;
using Amazon.EC2;
using Amazon.SecurityToken;

namespace Runbooks.Providers.Aws.Operations;

/// <summary>The services a step can name. A new one is a row here and a package reference.</summary>
internal static class AwsServices
{
    public static AwsService Ec2 { get; } = AwsService.Of<AmazonEC2Client, AmazonEC2Config>(
        "ec2", "http://ec2.amazonaws.com/doc/", static (credentials, config) => new(credentials, config));

    public static AwsService Sts { get; } = AwsService.Of<AmazonSecurityTokenServiceClient, AmazonSecurityTokenServiceConfig>(
        "sts", "https://sts.amazonaws.com/doc/", static (credentials, config) => new(credentials, config));

    public static FrozenDictionary<string, AwsService> ByName { get; } =
        new[] { Ec2, Sts }.ToFrozenDictionary(service => service.Name, StringComparer.Ordinal);
}
