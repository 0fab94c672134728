namespace Runbooks.Providers.Aws.Credentials;

/// <summary>A role to take on through STS.</summary>
internal sealed record RoleSpec(string Arn, string? ExternalId, string SessionName);
