using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;

namespace Runbooks.Providers.Aws.Clients;

/// <summary>Credentials, and what tells them apart without showing them.</summary>
internal sealed record Source(AWSCredentials Credentials, string Identity)
{
    /// <summary>The account they belong to, if their source names it.</summary>
    public string? Account { get; init; }

    public static Source Of(AwsKey key) => new(Make(key), Fingerprint(key));

    private static AWSCredentials Make(AwsKey key) => key.SessionToken is { Length: > 0 } token
        ? new SessionAWSCredentials(key.AccessKeyId, key.SecretAccessKey, token)
        : new BasicAWSCredentials(key.AccessKeyId, key.SecretAccessKey);

    private static string Fingerprint(AwsKey key) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.AccessKeyId}\n{key.SecretAccessKey}\n{key.SessionToken}")));
}
