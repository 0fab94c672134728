namespace Runbooks.Providers.Aws.Credentials;

/// <summary>A role to take on through STS.</summary>
/// <param name="Seconds">How long its credentials are to hold; null: as long as AWS likes, an hour.</param>
internal sealed record RoleSpec(string Arn, string? ExternalId, string SessionName, int? Seconds = null)
{
    public const string DefaultSessionName = "runbooks";

    /// <summary><c>arn:aws:iam::123456789012:role/operator</c> names an account.</summary>
    public string? Account => Arn.Split(':') is [_, _, _, _, { Length: > 0 } account, ..] ? account : null;
}
