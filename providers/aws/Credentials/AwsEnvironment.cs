using Amazon.Runtime.CredentialManagement;

namespace Runbooks.Providers.Aws.Credentials;

/// <summary>What the process's environment and AWS configuration files say about where to call.</summary>
internal sealed class AwsEnvironment(Func<string, string?> variable)
{
    public static AwsEnvironment OfProcess { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>AWS_REGION, AWS_DEFAULT_REGION, or the region of the profile in the user's configuration files.</summary>
    public string? Region => Get("AWS_REGION") ?? Get("AWS_DEFAULT_REGION") ?? ProfileRegion();

    /// <summary>AWS_ENDPOINT_URL_EC2 or the like, or AWS_ENDPOINT_URL.</summary>
    public string? EndpointOf(string service) => Get($"AWS_ENDPOINT_URL_{service.ToUpperInvariant()}") ?? Get("AWS_ENDPOINT_URL");

    private string? ProfileRegion()
    {
        var files = new CredentialProfileStoreChain(Get("AWS_SHARED_CREDENTIALS_FILE"));
        return files.TryGetProfile(Get("AWS_PROFILE") ?? "default", out var profile) ? profile.Region?.SystemName : null;
    }

    private string? Get(string name) => variable(name) is { Length: > 0 } value ? value : null;
}
