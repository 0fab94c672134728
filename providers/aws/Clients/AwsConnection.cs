using Amazon.Runtime;

namespace Runbooks.Providers.Aws.Clients;

/// <summary>Where calls go, and as whom.</summary>
/// <param name="Endpoint">Null: AWS's own for the region.</param>
/// <param name="Identity">Tells credentials apart without showing them.</param>
internal sealed record AwsConnection(string Region, Uri? Endpoint, AWSCredentials Credentials, string Identity)
{
    public bool IsFips { get; init; }

    public bool IsDualstack { get; init; }

    /// <summary>The account they belong to, if that is known without asking.</summary>
    public string? Account { get; init; }

    /// <summary>What to call them while the account isn't known: <c>key AKIA…</c>.</summary>
    public string Caller { get; init; } = "unknown account";

    /// <summary>Where AWS can be asked for the account; null: nowhere.</summary>
    public AwsConnection? Sts { get; init; }
}
