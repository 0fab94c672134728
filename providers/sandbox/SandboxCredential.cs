namespace Runbooks.Providers.Sandbox;

/// <summary>A long-lived access key of an IAM user in the simulated cloud.</summary>
/// <param name="AccessKeyId">As in <c>aws_access_key_id</c>.</param>
/// <param name="SecretAccessKey">As in <c>aws_secret_access_key</c>; only looked at when signatures are checked.</param>
public sealed record SandboxCredential(string AccessKeyId, string SecretAccessKey)
{
    /// <summary>The key pair a server accepts when none is named.</summary>
    public static SandboxCredential Default { get; } = new("AKIASANDBOX000000001", "sandbox-only-this-is-not-a-secret-000001");

    /// <summary>The account the key belongs to; each account has its own instances.</summary>
    public string AccountId { get; init; } = Fleet.DefaultAccountId;

    /// <summary>Name of the IAM user.</summary>
    public string UserName { get; init; } = "sandbox";

    /// <summary>Actions the key may call, as in an IAM policy: <c>*</c>, <c>ec2:Describe*</c>, <c>sts:AssumeRole</c>.</summary>
    public IReadOnlyList<string> AllowedActions { get; init; } = ["*"];

    /// <summary>Never shows the secret.</summary>
    public override string ToString() => $"{AccessKeyId} ({AccountId}, user {UserName})";
}
