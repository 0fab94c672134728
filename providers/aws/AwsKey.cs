namespace Runbooks.Providers.Aws;

/// <summary>An access key.</summary>
public sealed record AwsKey(string AccessKeyId, string SecretAccessKey, string? SessionToken = null)
{
    public override string ToString() => AccessKeyId;
}
