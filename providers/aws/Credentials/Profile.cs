namespace Runbooks.Providers.Aws.Credentials;

/// <summary>One profile of a credentials file.</summary>
internal sealed record Profile(AwsKey Key, string? Region, string? EndpointUrl);
