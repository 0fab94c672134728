namespace Runbooks.Providers.Sandbox;

/// <summary>One request as the server saw it. Values that are secrets (tokens, user data) are replaced by <c>***</c>.</summary>
public sealed record LoggedRequest
{
    /// <summary>When the request had arrived, by the server's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary><c>ec2</c> or <c>sts</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The API's own name: <c>StopInstances</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>From the signature's credential scope; empty for an unsigned request.</summary>
    public required string Region { get; init; }

    /// <summary>From the signature; empty for an unsigned request.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>The flat wire parameters (<c>InstanceId.1</c>) without <c>Action</c> and <c>Version</c>.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Unique for each request; the same as in the answer.</summary>
    public required string RequestId { get; init; }

    /// <summary>The idempotency token, when the request has one.</summary>
    public string? ClientToken { get; init; }

    /// <summary><c>Success</c>, the AWS error code, <c>DroppedBeforeEffect</c> or <c>DroppedAfterEffect</c>.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>HTTP status of the answer; 0 when the connection was dropped.</summary>
    public int Status { get; init; }
}
