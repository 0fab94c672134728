namespace Runbooks.Providers.Sandbox.Authentication;

/// <summary>Temporary credentials and whom they stand for.</summary>
internal sealed record Session(
    string AccessKeyId, string SecretAccessKey, string SessionToken, DateTimeOffset Expiration, Caller Caller)
{
    public override string ToString() => $"{AccessKeyId} ({Caller.Arn})";
}
