namespace Runbooks.Providers.Aws;

/// <summary>What holds for all AWS steps of this process.</summary>
public sealed record AwsOptions
{
    /// <summary>
    /// Where all calls go, whatever a step says: a sandbox.
    /// Null: where the step, its credentials file or the environment says, else AWS.
    /// </summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The region of steps that name none, before the environment's.</summary>
    public string? Region { get; init; }

    /// <summary>The key all calls are signed with, whatever a step says; no Secret is read then. Null: each step's own credentials.</summary>
    public AwsKey? Key { get; init; }

    /// <summary>What steps say of the account that <see cref="Key"/> belongs to. Null: AWS is asked.</summary>
    public string? Account { get; init; }
}
